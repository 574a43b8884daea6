namespace Ksef.Offline.Invoices.Grammar;

/// <summary>Which children may follow which: the position automaton (Glushkov) of a tree of particles. Immutable, thread-safe.</summary>
/// <remarks>
/// State 0 is the beginning, state p+1 is "the child at position p was read". The schema is deterministic and names stand once in a content
/// model, so a name gives its position directly. Repetition is counted by the caller, not unrolled.
/// </remarks>
internal sealed class ContentModel
{
    private readonly bool[] _follows;
    private readonly bool[] _mayEnd;
    private short[] _positionOfName = [];

    public ContentModel(Particle root, IReadOnlyList<Declaration> elements)
    {
        Root = root;
        Elements = elements;
        Count = elements.Count;
        _follows = new bool[(elements.Count + 1) * elements.Count];
        _mayEnd = new bool[elements.Count + 1];
        var (nullable, first, last) = Walk(root);
        Connect([0], first);
        _mayEnd[0] = nullable;
        foreach (var p in last) _mayEnd[p + 1] = true;
        if (elements.Select(e => e.Name).Distinct(StringComparer.Ordinal).Count() != elements.Count)
            throw new InvalidOperationException($"A name stands twice in one content model: {string.Join(", ", elements.Select(e => e.Name))}.");
    }

    /// <summary>The particles as they are written.</summary>
    public Particle Root { get; }

    /// <summary>The children in order of their positions.</summary>
    public IReadOnlyList<Declaration> Elements { get; }

    public int Count { get; }

    /// <summary>The position of a name; -1 when it is no child here.</summary>
    public int PositionOf(int nameId) => (uint)nameId < (uint)_positionOfName.Length ? _positionOfName[nameId] : -1;

    /// <summary>Whether the child at <paramref name="position"/> may follow in <paramref name="state"/>; a repeating child follows itself.</summary>
    public bool Follows(int state, int position) => _follows[(state * Count) + position];

    /// <summary>Whether the element may end in <paramref name="state"/>.</summary>
    public bool MayEnd(int state) => _mayEnd[state];

    /// <summary>The positions that may follow in <paramref name="state"/>.</summary>
    public IEnumerable<int> Expected(int state) => Enumerable.Range(0, Count).Where(p => Follows(state, p));

    internal void BindNames(NameTable names)
    {
        _positionOfName = new short[names.Count];
        Array.Fill(_positionOfName, (short)-1);
        for (var p = 0; p < Count; p++) _positionOfName[names.Find(Elements[p].Name)] = (short)p;
    }

    private (bool Nullable, List<int> First, List<int> Last) Walk(Particle particle)
    {
        if (particle.Kind == ParticleKind.Element)
        {
            if (particle.Max > 1) Connect([particle.Position + 1], [particle.Position]);
            return (particle.Min == 0, [particle.Position], [particle.Position]);
        }
        if (particle.Max != 1) throw new InvalidOperationException("A repeating group is not supported.");
        var first = new List<int>();
        var last = new List<int>();
        var nullable = particle.Kind == ParticleKind.Sequence;
        foreach (var part in particle.Parts)
        {
            var (n, f, l) = Walk(part);
            if (particle.Kind == ParticleKind.Choice)
            {
                first.AddRange(f);
                last.AddRange(l);
                nullable |= n;
                continue;
            }
            Connect(last.Select(p => p + 1), f);
            if (nullable) first.AddRange(f);
            if (!n) last.Clear();
            last.AddRange(l);
            nullable &= n;
        }
        return (nullable || particle.Min == 0, first, last);
    }

    private void Connect(IEnumerable<int> states, List<int> positions)
    {
        foreach (var state in states)
            foreach (var p in positions)
                _follows[(state * Count) + p] = true;
    }
}

using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Ksef.Offline.Invoices.Grammar;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Writing;
using Ksef.Offline.Invoices.Xml;
using NodaTime;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>The walk over a model, judged as the file would be that it writes: structure, values, and facts for the rules, without writing it.</summary>
internal struct ModelPass : IInvoiceSink
{
    private readonly GrammarChecks _checks = GrammarChecks.Fa3;
    private readonly InvoiceGrammar _grammar = InvoiceGrammar.Fa3;
    private readonly FindingSink _sink;
    private readonly InvoiceRules? _rules;
    private readonly bool _fileRules;
    private readonly StructureFrame[] _frames;
    private readonly int[] _count;
    private readonly byte[] _text;
    private int _depth;

    public ModelPass(InvoiceValidatorOptions options, FindingSink sink, InvoiceRules? rules)
    {
        _fileRules = options.FileRules;
        _sink = sink;
        _rules = rules;
        _frames = ArrayPool<StructureFrame>.Shared.Rent(StructureFrame.MaxDepth);
        _text = ArrayPool<byte>.Shared.Rent(1024);
        _count = ArrayPool<int>.Shared.Rent(_grammar.Nodes.Count);
    }

    public bool Flawed { get; private set; }

    public readonly void Dispose()
    {
        ArrayPool<StructureFrame>.Shared.Return(_frames);
        ArrayPool<int>.Shared.Return(_count);
        ArrayPool<byte>.Shared.Return(_text);
    }

    public void OpenRoot() => Push(_grammar.Root, 1);

    public void CloseRoot() => Close(default);

    public void Open(ReadOnlySpan<byte> element)
    {
        var node = Child(element, out var ordinal);
        Push(node, ordinal);
    }

    public void OpenColumn(ColumnKind kind)
    {
        Open("Kol"u8);
        _rules?.Attribute(_frames[_depth - 1].Node, Fa3Ids.ColumnKindIndex(kind));
    }

    public void Close(ReadOnlySpan<byte> element)
    {
        ref var frame = ref _frames[_depth - 1];
        if (!frame.Node.Content!.MayEnd(frame.State))
        {
            var (code, message, messagePl) = StructureTexts.Incomplete(frame);
            Report(code, PathOf(frame.Node, frame.Ordinal), null, message, messagePl, "T-7");
        }
        _depth--;
        _rules?.Leave(frame.Node);
    }

    public bool TakesWhole(InvoiceLine line)
    {
        if (!_checks.Lines.Recognise(line)) return false;
        Child("FaWiersz"u8, out var ordinal);
        _rules?.Line(ordinal, line);
        return true;
    }

    public void Form()
    {
        Child("KodFormularza"u8, out _);
        Child("WariantFormularza"u8, out _);
    }

    // Most members of a model are absent: that is seen before anything is copied for a call.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Text(ReadOnlySpan<byte> element, string? value)
    {
        if (value is not null) Present(element, value);
    }

    private void Present(ReadOnlySpan<byte> element, string value)
    {
        var node = Child(element, out var ordinal);
        // Most texts interest no rule and need no encoding to be judged.
        if (_checks.Of(node).IsSurelyFine(value) && (_rules is null || !InvoiceRules.ReadsText(node)))
        {
            _rules?.Value(node, ordinal, 0, default, default);
            return;
        }
        // A short text, and most are, needs no more than the bytes that the pass has at hand.
        if (Encoding.UTF8.GetMaxByteCount(value.Length) <= _text.Length)
        {
            JudgeText(node, ordinal, value, _text);
            return;
        }
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        JudgeText(node, ordinal, value, rented);
        ArrayPool<byte>.Shared.Return(rented);
    }

    public void Code(ReadOnlySpan<byte> element, ReadOnlySpan<byte> value) => Judge(Child(element, out var ordinal), ordinal, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Decimal(ReadOnlySpan<byte> element, decimal? value, int decimals)
    {
        if (value.HasValue) Present(element, value.GetValueOrDefault(), decimals);
    }

    private void Present(ReadOnlySpan<byte> element, decimal number, int decimals)
    {
        var node = Child(element, out var ordinal);
        // Zeros behind the last allowed decimal are not written, so they are not judged; nor is the sign of a zero.
        while (number.Scale > decimals && number == decimal.Round(number, number.Scale - 1)) number = decimal.Round(number, number.Scale - 1);
        if (decimal.IsNegative(number) && number == 0) number = Math.Abs(number);
        if (_checks.Of(node).TryCheck(number, out var fault, out var parsed))
        {
            Take(node, ordinal, fault, default, parsed, number, null);
            return;
        }
        Span<byte> text = stackalloc byte[64];
        number.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        Judge(node, ordinal, text[..length]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Integer(ReadOnlySpan<byte> element, long? value)
    {
        if (value.HasValue) Present(element, value.GetValueOrDefault());
    }

    private void Present(ReadOnlySpan<byte> element, long number)
    {
        var node = Child(element, out var ordinal);
        Take(node, ordinal, _checks.Of(node).Check(number, out var parsed), default, parsed, number, null);
    }

    public void Big(ReadOnlySpan<byte> element, BigInteger value) => Text(element, value.ToString(CultureInfo.InvariantCulture));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Date(ReadOnlySpan<byte> element, LocalDate? value)
    {
        if (value.HasValue) Present(element, value.GetValueOrDefault());
    }

    private void Present(ReadOnlySpan<byte> element, LocalDate date)
    {
        var node = Child(element, out var ordinal);
        var fault = _checks.Of(node).CheckDay((date.Year * 10000) + (date.Month * 100) + date.Day, out var parsed);
        Take(node, ordinal, fault, default, parsed, null, fault == ValueFault.None ? null : Encoding.UTF8.GetBytes(date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)));
    }

    public void Time(ReadOnlySpan<byte> element, InvoiceDateTime? value)
    {
        if (value is not { } time) return;
        Span<byte> text = stackalloc byte[InvoiceDateTime.MaxLength];
        Code(element, text[..time.Format(text)]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Flag(ReadOnlySpan<byte> element, bool value)
    {
        if (value) Integer(element, 1);
    }

    public void YesNo(ReadOnlySpan<byte> element, bool value) => Integer(element, value ? 1 : 2);

    /// <summary>What the rules found; in a flawed model only what a value says by itself.</summary>
    public readonly void ReportHits(InvoiceRules rules)
    {
        foreach (var hit in rules.Hits)
        {
            if (!hit.Local && Flawed) continue;
            _sink.Add(new Finding { Code = hit.Code, Severity = hit.Severity, Path = hit.Path, Value = hit.Value, Message = hit.Message, MessagePl = hit.MessagePl, Basis = hit.Rule });
        }
    }

    private GrammarNode Child(ReadOnlySpan<byte> element, out int ordinal)
    {
        ref var parent = ref _frames[_depth - 1];
        var content = parent.Node.Content!;
        var position = _checks.Children.PositionOf(parent.Node, parent.State, element);
        var node = _grammar.Node(parent.Node.FirstChild + position);
        ordinal = ++_count[node.Id];
        if (!content.Follows(parent.State, position))
        {
            var (code, message, messagePl) = StructureTexts.Misplaced(node.Declaration, position + 1 > parent.State, parent);
            Report(code, PathOf(node, ordinal), node.Name, message, messagePl, "T-7");
        }
        else if (ordinal == node.Max + 1)
        {
            var (code, message, messagePl) = StructureTexts.TooMany(node.Declaration);
            Report(code, PathOf(node, ordinal), node.Name, message, messagePl, "T-7");
        }
        if (position + 1 > parent.State) parent.State = position + 1;
        return node;
    }

    private void Push(GrammarNode node, int ordinal)
    {
        _frames[_depth++] = new StructureFrame { Node = node, Ordinal = ordinal };
        _count.AsSpan(node.FirstChild, node.ChildCount).Clear();
        _rules?.Enter(node, ordinal, 0);
    }

    private void JudgeText(GrammarNode node, int ordinal, string value, Span<byte> room)
    {
        var length = Encoding.UTF8.GetBytes(value, room);
        var text = room[..length];
        if (_fileRules && text.IndexOfAny(XmlCharacters.TextStops) >= 0) JudgeCharacters(node, ordinal, value);
        Judge(node, ordinal, text);
    }

    private void JudgeCharacters(GrammarNode node, int ordinal, string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var point = char.IsSurrogatePair(value, i) ? char.ConvertToUtf32(value, i++) : value[i];
            if (XmlCharacters.IsDiscouraged(point))
            {
                var (code, message, messagePl, basis) = FileTexts.Notice(new XmlNotice(XmlNoticeKind.DiscouragedCharacter, 0, point));
                Report(code, PathOf(node, ordinal), string.Create(CultureInfo.InvariantCulture, $"U+{point:X4}"), message, messagePl, basis);
            }
            else if (!XmlCharacters.IsAllowed(point))
            {
                Report("KO1001", PathOf(node, ordinal), string.Create(CultureInfo.InvariantCulture, $"U+{point:X4}"), $"The character U+{point:X4} cannot stand in XML at all.", $"Znak U+{point:X4} nie może wystąpić w XML.", "T-1");
            }
        }
    }

    private void Judge(GrammarNode node, int ordinal, ReadOnlySpan<byte> text) => Take(node, ordinal, _checks.Of(node).Check(text, out var parsed), text, parsed, null, null);

    private void Take(GrammarNode node, int ordinal, ValueFault fault, ReadOnlySpan<byte> text, in ParsedValue parsed, decimal? number, byte[]? shownText)
    {
        if (fault == ValueFault.None)
        {
            _rules?.Value(node, ordinal, 0, text, parsed);
            return;
        }
        var d = node.Declaration;
        var shown = number is { } n ? n.ToString(CultureInfo.InvariantCulture) : StructureTexts.Show(shownText ?? text);
        var (code, message, messagePl, basis) = StructureTexts.Value(fault, node.Type!, d.Name, d.Meaning, d.MeaningPl, shown);
        Report(code, PathOf(node, ordinal), shown, message, messagePl, basis);
    }

    private readonly string PathOf(GrammarNode node, int ordinal) => StructureFrame.PathOf(_frames.AsSpan(0, _depth), node, ordinal);

    private void Report(string code, string path, string? value, string message, string messagePl, string basis)
    {
        Flawed = true;
        _sink.Add(new Finding { Code = code, Severity = FindingSeverity.Error, Path = path, Value = value, Message = message, MessagePl = messagePl, Basis = basis });
    }
}

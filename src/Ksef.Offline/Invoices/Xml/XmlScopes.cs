using System.Buffers;

namespace Ksef.Offline.Invoices.Xml;

/// <summary>The namespace declarations in scope. Equal names have equal numbers, so that namespaces are compared as numbers.</summary>
internal struct XmlScopes
{
    /// <summary>The number of the namespace of the prefix <c>xml</c>.</summary>
    public const int XmlNamespace = 2;

    /// <summary>The number of the namespace of the prefix <c>xmlns</c>.</summary>
    public const int XmlnsNamespace = 3;

    /// <summary>The number of a prefix that nothing declares.</summary>
    public const int Undeclared = -1;

    private Binding[]? _bindings;
    private int _count;
    private int _lastNumber;

    public static ReadOnlySpan<byte> XmlUri => "http://www.w3.org/XML/1998/namespace"u8;

    public static ReadOnlySpan<byte> XmlnsUri => "http://www.w3.org/2000/xmlns/"u8;

    /// <summary>The number of the default namespace.</summary>
    public int Default { get; private set; }

    /// <summary>Adds a declaration; false when there are too many.</summary>
    public bool Declare(int depth, scoped ReadOnlySpan<byte> file, int prefixStart, int prefixLength, scoped ReadOnlySpan<byte> uri, int uriStart, bool uriDecoded, scoped ReadOnlySpan<byte> form)
    {
        if (_count == XmlTokenizer.MaxAttributes) return false;
        _bindings ??= ArrayPool<Binding>.Shared.Rent(8);
        if (_count == _bindings.Length)
        {
            var larger = ArrayPool<Binding>.Shared.Rent(_count * 2);
            _bindings.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<Binding>.Shared.Return(_bindings, clearArray: true);
            _bindings = larger;
        }
        var number = Number(file, uri, form);
        _bindings[_count++] = new Binding { Depth = depth, PrefixStart = prefixStart, PrefixLength = prefixLength, Number = number, UriStart = uriStart, UriLength = uri.Length, Uri = uriDecoded ? uri.ToArray() : null };
        if (prefixLength == 0) Default = number;
        return true;
    }

    /// <summary>The number behind a prefix; <see cref="Undeclared"/> when there is none.</summary>
    public readonly int Find(scoped ReadOnlySpan<byte> file, scoped ReadOnlySpan<byte> prefix)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            ref var b = ref _bindings![i];
            if (b.PrefixLength == prefix.Length && file.Slice(b.PrefixStart, b.PrefixLength).SequenceEqual(prefix)) return b.Number;
        }
        if (prefix.SequenceEqual("xml"u8)) return XmlNamespace;
        return prefix.SequenceEqual("xmlns"u8) ? XmlnsNamespace : Undeclared;
    }

    /// <summary>The name of the namespace with a number; empty when it is not in scope.</summary>
    public readonly ReadOnlySpan<byte> UriOf(int number, ReadOnlySpan<byte> file)
    {
        for (var i = _count - 1; i >= 0; i--)
            if (_bindings![i].Number == number) return _bindings[i].UriIn(file);
        return number switch { XmlNamespace => XmlUri, XmlnsNamespace => XmlnsUri, _ => [] };
    }

    /// <summary>Drops what was declared deeper than <paramref name="depth"/>.</summary>
    public void Leave(int depth)
    {
        if (_count == 0 || _bindings![_count - 1].Depth <= depth) return;
        while (_count > 0 && _bindings[_count - 1].Depth > depth) _count--;
        Default = XmlTokenizer.NoNamespace;
        for (var i = _count - 1; i >= 0; i--)
        {
            if (_bindings[i].PrefixLength != 0) continue;
            Default = _bindings[i].Number;
            break;
        }
    }

    public readonly void Dispose()
    {
        if (_bindings is not null) ArrayPool<Binding>.Shared.Return(_bindings, clearArray: true);
    }

    private int Number(scoped ReadOnlySpan<byte> file, scoped ReadOnlySpan<byte> uri, scoped ReadOnlySpan<byte> form)
    {
        if (uri.Length == 0) return XmlTokenizer.NoNamespace;
        if (uri.SequenceEqual(form)) return XmlTokenizer.FormNamespace;
        if (uri.SequenceEqual(XmlUri)) return XmlNamespace;
        for (var i = 0; i < _count; i++)
            if (_bindings![i].UriIn(file).SequenceEqual(uri)) return _bindings[i].Number;
        return _lastNumber = Math.Max(_lastNumber, XmlnsNamespace) + 1;
    }

    private struct Binding
    {
        public int Depth, PrefixStart, PrefixLength, Number, UriStart, UriLength;
        public byte[]? Uri;

        public readonly ReadOnlySpan<byte> UriIn(ReadOnlySpan<byte> file) => Uri ?? file.Slice(UriStart, UriLength);
    }
}

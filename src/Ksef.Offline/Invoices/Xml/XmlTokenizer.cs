using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Ksef.Offline.Invoices.Xml;

/// <summary>Reads a UTF-8 XML file forward, token by token, without a string and without an exception.</summary>
/// <remarks>
/// <para>
/// It accepts what .NET's XmlReader accepts (DTD prohibited) and refuses what it refuses; where that would take too much machinery it says
/// <see cref="XmlFault.Foreign"/> or <see cref="XmlFault.TooComplex"/> and leaves the judgement to <see cref="XmlTranscoder"/>.
/// Use: <c>while (t.Read()) switch (t.Kind)</c>; after a start tag of text content, <see cref="ReadText"/> joins everything up to the next tag.
/// When <see cref="Read"/> returns false, <see cref="Fault"/> tells the end of the file (None) from a fault at <see cref="FaultOffset"/>.
/// </para>
/// <para>Spans handed out stay valid until the next call that moves. Buffers are pooled: dispose it. Not thread-safe.</para>
/// </remarks>
internal ref partial struct XmlTokenizer
{
    /// <summary>Deepest nesting read; FA(3) needs 8.</summary>
    public const int MaxDepth = 256;

    /// <summary>Most attributes of one tag, and most namespace declarations in scope.</summary>
    public const int MaxAttributes = 256;

    /// <summary>The number of "no namespace".</summary>
    public const int NoNamespace = 0;

    /// <summary>The number of the namespace that the constructor was given.</summary>
    public const int FormNamespace = 1;

    private const int MaxNotices = 100;
    private readonly ReadOnlySpan<byte> _file;
    private readonly ReadOnlySpan<byte> _formNamespace;
    private readonly bool _truncatedByEncoding;
    private int _pos;
    private int _depth;
    private bool _rootSeen, _pendingEnd;
    private OpenElement[] _open;
    private byte[] _scratch;
    private int _scratchLength;
    private XmlAttributeToken[] _attributes;
    private XmlScopes _scopes;
    private XmlNotice[]? _notices;
    private int _textStart, _textLength;
    private bool _textDecoded;

    /// <summary>Prepares to read.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="formNamespace">The namespace that gets the number <see cref="FormNamespace"/>.</param>
    /// <param name="trustDeclaration">True for bytes that were transcoded to UTF-8: the encoding named in the XML declaration no longer counts.</param>
    public XmlTokenizer(ReadOnlySpan<byte> file, ReadOnlySpan<byte> formNamespace, bool trustDeclaration = false)
    {
        _formNamespace = formNamespace;
        _open = ArrayPool<OpenElement>.Shared.Rent(16);
        _attributes = ArrayPool<XmlAttributeToken>.Shared.Rent(8);
        _scratch = ArrayPool<byte>.Shared.Rent(256);
        _scopes = new XmlScopes();
        _file = file;
        HasByteOrderMark = file.StartsWith("\uFEFF"u8);
        _pos = HasByteOrderMark ? 3 : 0;
        if (LooksForeign(file))
        {
            Fail(XmlFault.Foreign, 0);
            return;
        }
        if (!Utf8.IsValid(file))
        {
            // Everything before the first bad byte is still read, so that findings before it are not lost.
            _truncatedByEncoding = true;
            _file = file[..ValidPrefix(file, out var incomplete)];
            EndsWithinCharacter = incomplete;
        }
        ReadDeclaration(trustDeclaration);
    }

    public XmlTokenKind Kind { get; private set; }

    /// <summary>Where the current token begins in the file.</summary>
    public int Offset { get; private set; }

    /// <summary>How many elements are open; the current start tag counts.</summary>
    public readonly int Depth => _depth;

    public bool HasByteOrderMark { get; }

    /// <summary>Whether the file names an encoding; it is UTF-8, in any case of letters, or the fault is <see cref="XmlFault.Foreign"/>.</summary>
    public bool HasEncodingDeclaration { get; private set; }

    /// <summary>The file ends in the first bytes of a character. Behind the root XmlReader does not mind, so this alone is no fault; it is no UTF-8 either.</summary>
    public bool EndsWithinCharacter { get; }

    public XmlFault Fault { get; private set; }

    public int FaultOffset { get; private set; }

    /// <summary>How much was found that is well-formed but refused by KSeF; at most 100 are kept.</summary>
    public int NoticeCount { get; private set; }

    /// <summary>The name of the current element without prefix.</summary>
    public readonly ReadOnlySpan<byte> LocalName => _file.Slice(_open[_depth - 1].LocalStart, _open[_depth - 1].LocalLength);

    /// <summary>The number of the current element's namespace: <see cref="NoNamespace"/>, <see cref="FormNamespace"/>, or any other.</summary>
    public readonly int NamespaceId => _open[_depth - 1].NamespaceId;

    /// <summary>The name of the namespace with a number, as declared in the scope of the current element.</summary>
    /// <summary>The number of the namespace that a prefix, or none, stands for here; below 0 when nothing declares it.</summary>
    public readonly int NamespaceOf(ReadOnlySpan<byte> prefix) => prefix.IsEmpty ? _scopes.Default : _scopes.Find(_file, prefix);

    public readonly ReadOnlySpan<byte> NamespaceUri(int number) => _scopes.UriOf(number, _file);

    /// <summary>The text of a Text or WhiteSpace token, or of <see cref="ReadText"/>: references resolved, line ends normalised.</summary>
    public readonly ReadOnlySpan<byte> Text => _textDecoded ? _scratch.AsSpan(_textStart, _textLength) : _file.Slice(_textStart, _textLength);

    /// <summary>How many attributes the current start tag has, namespace declarations included.</summary>
    public int AttributeCount { get; private set; }

    public readonly XmlNotice Notice(int index) => _notices![index];

    public readonly ref readonly XmlAttributeToken Attribute(int index) => ref _attributes[index];

    public readonly ReadOnlySpan<byte> AttributeName(int index) => _file.Slice(_attributes[index].LocalStart, _attributes[index].LocalLength);

    public readonly ReadOnlySpan<byte> AttributePrefix(int index) => _file.Slice(_attributes[index].NameStart, _attributes[index].PrefixLength);

    public readonly ReadOnlySpan<byte> AttributeValue(int index) =>
        _attributes[index].Decoded ? _scratch.AsSpan(_attributes[index].ValueStart, _attributes[index].ValueLength) : _file.Slice(_attributes[index].ValueStart, _attributes[index].ValueLength);

    /// <summary>Moves to the next token; false at the end of the file or at a fault.</summary>
    public bool Read()
    {
        if (Fault != XmlFault.None) return false;
        if (Kind == XmlTokenKind.EndElement) CloseElement();
        if (_pendingEnd)
        {
            _pendingEnd = false;
            Kind = XmlTokenKind.EndElement;
            return true;
        }
        _scratchLength = 0;
        return Next();
    }

    /// <summary>After a start tag: joins all text up to the next tag into <see cref="Text"/>, passing over comments and processing instructions.</summary>
    /// <returns>True when it stands on a tag: the end tag, or the start tag of a child; false at a fault.</returns>
    public bool ReadText()
    {
        var (start, length, decoded) = (_pos, 0, false);
        _scratchLength = 0;
        while (true)
        {
            if (_pendingEnd)
            {
                _pendingEnd = false;
                Kind = XmlTokenKind.EndElement;
                break;
            }
            if (!Next()) return false;
            if (Kind is XmlTokenKind.StartElement or XmlTokenKind.EndElement) break;
            if (Kind is not (XmlTokenKind.Text or XmlTokenKind.WhiteSpace) || _textLength == 0) continue;
            if (length == 0)
            {
                (start, length, decoded) = (_textStart, _textLength, _textDecoded);
                continue;
            }
            // A second piece: join both in the scratch buffer. Decoded pieces lie there already, one behind the other.
            if (!decoded)
            {
                var first = _file.Slice(start, length);
                if (_textDecoded)
                {
                    var second = _scratch.AsSpan(_textStart, _textLength).ToArray();
                    _scratchLength = _textStart;
                    start = _scratchLength;
                    Append(first);
                    Append(second);
                }
                else
                {
                    start = _scratchLength;
                    Append(first);
                    Append(_file.Slice(_textStart, _textLength));
                }
                decoded = true;
            }
            else if (!_textDecoded)
            {
                Append(_file.Slice(_textStart, _textLength));
            }
            length += _textLength;
        }
        // A child's start tag may have decoded attribute values behind the text; it stays where it was.
        (_textStart, _textLength, _textDecoded) = (start, length, decoded);
        return true;
    }

    public readonly void Dispose()
    {
        ArrayPool<OpenElement>.Shared.Return(_open);
        ArrayPool<XmlAttributeToken>.Shared.Return(_attributes);
        ArrayPool<byte>.Shared.Return(_scratch);
        if (_notices is not null) ArrayPool<XmlNotice>.Shared.Return(_notices);
        _scopes.Dispose();
    }

    private bool Next()
    {
        if (_pos >= _file.Length) return AtEnd();
        Offset = _pos;
        if (_file[_pos] != '<') return ReadCharacters();
        if (_pos + 1 >= _file.Length) return Fail(XmlFault.UnexpectedEnd, _pos);
        return _file[_pos + 1] switch
        {
            (byte)'/' => ReadEndTag(),
            (byte)'!' => ReadBang(),
            (byte)'?' => ReadProcessingInstruction(),
            _ => ReadStartTag(),
        };
    }

    private bool AtEnd()
    {
        Kind = XmlTokenKind.None;
        return _depth > 0 || !_rootSeen || (_truncatedByEncoding && !EndsWithinCharacter) ? Fail(XmlFault.UnexpectedEnd, _pos) : false;
    }

    private bool Fail(XmlFault fault, int offset)
    {
        Kind = XmlTokenKind.None;
        // Where the file was cut at bad bytes, running out of it means those bytes.
        if (_truncatedByEncoding && offset >= _file.Length) fault = XmlFault.InvalidUtf8;
        if (_truncatedByEncoding && fault == XmlFault.UnexpectedEnd) (fault, offset) = (XmlFault.InvalidUtf8, _file.Length);
        (Fault, FaultOffset) = (fault, offset);
        return false;
    }

    private void Note(XmlNoticeKind kind, int offset, int codePoint = 0)
    {
        if (NoticeCount == MaxNotices) return;
        _notices ??= ArrayPool<XmlNotice>.Shared.Rent(MaxNotices);
        _notices[NoticeCount++] = new XmlNotice(kind, offset, codePoint);
    }

    private void Append(scoped ReadOnlySpan<byte> bytes)
    {
        if (_scratchLength + bytes.Length > _scratch.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_scratch.Length * 2, _scratchLength + bytes.Length));
            _scratch.AsSpan(0, _scratchLength).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_scratch);
            _scratch = larger;
        }
        bytes.CopyTo(_scratch.AsSpan(_scratchLength));
        _scratchLength += bytes.Length;
    }

    private void CloseElement()
    {
        _depth--;
        _scopes.Leave(_depth);
    }

    private static bool LooksForeign(ReadOnlySpan<byte> file) =>
        file.Length >= 2 && (file[0] >= 0xFE || file[0] == 0 || file[1] == 0 || (file[0] == 0x4C && file[1] == 0x6F));

    private static int ValidPrefix(ReadOnlySpan<byte> file, out bool incomplete)
    {
        incomplete = false;
        var i = 0;
        while (i < file.Length)
        {
            if (file[i] < 0x80)
            {
                i++;
                continue;
            }
            var status = Rune.DecodeFromUtf8(file[i..], out _, out var length);
            incomplete = status == OperationStatus.NeedMoreData;
            if (status != OperationStatus.Done) return i;
            i += length;
        }
        return i;
    }

    private struct OpenElement
    {
        public int NameStart;
        public int PrefixLength;
        public int LocalStart;
        public int LocalLength;
        public int NamespaceId;
    }
}

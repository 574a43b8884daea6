using System.Text;

namespace Ksef.Offline.Invoices.Xml;

/// <summary>Character data, references, CDATA sections, comments and processing instructions.</summary>
internal ref partial struct XmlTokenizer
{
    private bool ReadCharacters()
    {
        if (_depth == 0) return ReadOutsideRoot();
        var start = _pos;
        var i = start;
        while (i < _file.Length && XmlCharacters.IsBlank(_file[i])) i++;
        if (i < _file.Length && _file[i] == '<' && !_file[start..i].Contains((byte)'\r')) return TakeRaw(XmlTokenKind.WhiteSpace, start, i, i);
        i = start;
        while (true)
        {
            var stop = _file[i..].IndexOfAny(XmlCharacters.TextStops);
            if (stop < 0) return Fail(XmlFault.UnexpectedEnd, _file.Length);
            i += stop;
            switch (_file[i])
            {
                case (byte)'<':
                    return TakeRaw(XmlTokenKind.Text, start, i, i);
                case (byte)'&' or (byte)'\r':
                    return DecodeText(start, i);
                case (byte)']':
                    if (_file[i..].StartsWith("]]>"u8)) return Fail(XmlFault.CDataEndInText, i);
                    i++;
                    break;
                default:
                    if (!PassSpecial(ref i)) return false;
                    break;
            }
        }
    }

    /// <summary>Text with references or carriage returns: copied, resolved and normalised.</summary>
    private bool DecodeText(int start, int i)
    {
        var from = _scratchLength;
        var run = start;
        while (true)
        {
            switch (_file[i])
            {
                case (byte)'<':
                    Append(_file[run..i]);
                    return TakeDecoded(from, i);
                case (byte)'&':
                    Append(_file[run..i]);
                    if (!AppendReference(ref i)) return false;
                    run = i;
                    break;
                case (byte)'\r':
                    Append(_file[run..i]);
                    AppendLineEnd(ref i);
                    run = i;
                    break;
                case (byte)']':
                    if (_file[i..].StartsWith("]]>"u8)) return Fail(XmlFault.CDataEndInText, i);
                    i++;
                    break;
                default:
                    if (!PassSpecial(ref i)) return false;
                    break;
            }
            var stop = i < _file.Length ? _file[i..].IndexOfAny(XmlCharacters.TextStops) : -1;
            if (stop < 0) return Fail(XmlFault.UnexpectedEnd, _file.Length);
            i += stop;
        }
    }

    private bool ReadOutsideRoot()
    {
        var stop = _file[_pos..].IndexOfAnyExcept(XmlCharacters.Blanks);
        if (stop < 0)
        {
            _pos = _file.Length;
            return AtEnd();
        }
        _pos += stop;
        return _file[_pos] == '<' ? Next() : Fail(XmlFault.ContentOutsideRoot, _pos);
    }

    private bool ReadBang()
    {
        var rest = _file[_pos..];
        if (rest.StartsWith("<!--"u8)) return ReadComment();
        if (rest.StartsWith("<![CDATA["u8)) return _depth > 0 ? ReadCData() : Fail(XmlFault.ContentOutsideRoot, _pos);
        return Fail(rest.StartsWith("<!DOCTYPE"u8) ? XmlFault.Dtd : XmlFault.Syntax, _pos);
    }

    private bool ReadComment()
    {
        var i = _pos + 4;
        while (NextStop(ref i))
        {
            if (_file[i] == '-' && i + 1 < _file.Length && _file[i + 1] == '-')
                return i + 2 < _file.Length && _file[i + 2] == '>' ? TakeMarkup(XmlTokenKind.Comment, i + 3) : Fail(XmlFault.Syntax, i);
            if (!PassRaw(ref i)) return false;
        }
        return false;
    }

    private bool ReadProcessingInstruction()
    {
        var i = _pos + 2;
        var length = XmlCharacters.NameLength(_file[i..]);
        if (length == 0) return Fail(i >= _file.Length ? XmlFault.UnexpectedEnd : XmlFault.InvalidName, i);
        var target = _file.Slice(i, length);
        if (Ascii.EqualsIgnoreCase(target, "xml"u8)) return Fail(XmlFault.Syntax, _pos);
        i += length;
        if (i < _file.Length && !XmlCharacters.IsBlank(_file[i]) && !_file[i..].StartsWith("?>"u8)) return Fail(_file[i] == ':' ? XmlFault.InvalidName : XmlFault.Syntax, i);
        Note(XmlNoticeKind.ProcessingInstruction, _pos);
        while (NextStop(ref i))
        {
            if (_file[i] == '?' && i + 1 < _file.Length && _file[i + 1] == '>') return TakeMarkup(XmlTokenKind.ProcessingInstruction, i + 2);
            if (!PassRaw(ref i)) return false;
        }
        return false;
    }

    private bool ReadCData()
    {
        var start = _pos + 9;
        var (i, run, from, decoded) = (start, start, _scratchLength, false);
        while (NextStop(ref i))
        {
            if (_file[i] == ']' && _file[i..].StartsWith("]]>"u8))
            {
                if (!decoded) return TakeRaw(XmlTokenKind.Text, start, i, i + 3);
                Append(_file[run..i]);
                return TakeDecoded(from, i + 3);
            }
            if (_file[i] == '\r')
            {
                Append(_file[run..i]);
                AppendLineEnd(ref i);
                (run, decoded) = (i, true);
            }
            else if (!PassRaw(ref i))
            {
                return false;
            }
        }
        return false;
    }

    private bool NextStop(scoped ref int i)
    {
        var stop = i < _file.Length ? _file[i..].IndexOfAny(XmlCharacters.RawStops) : -1;
        if (stop < 0) return Fail(XmlFault.UnexpectedEnd, _file.Length);
        i += stop;
        return true;
    }

    private bool PassRaw(scoped ref int i)
    {
        if (_file[i] is not ((byte)'\r' or (byte)']' or (byte)'-' or (byte)'?')) return PassSpecial(ref i);
        i++;
        return true;
    }

    /// <summary>A byte that may begin a forbidden or discouraged character: refused, noted or passed.</summary>
    private bool PassSpecial(scoped ref int i)
    {
        if (_file[i] < 0x20) return Fail(XmlFault.InvalidCharacter, i);
        Rune.DecodeFromUtf8(_file[i..], out var rune, out var length);
        if (!XmlCharacters.IsAllowed(rune.Value)) return Fail(XmlFault.InvalidCharacter, i);
        if (XmlCharacters.IsDiscouraged(rune.Value)) Note(XmlNoticeKind.DiscouragedCharacter, i, rune.Value);
        i += length;
        return true;
    }

    private void AppendLineEnd(scoped ref int i)
    {
        Append("\n"u8);
        i += i + 1 < _file.Length && _file[i + 1] == '\n' ? 2 : 1;
    }

    /// <summary>Resolves the reference at <paramref name="i"/> into the scratch buffer.</summary>
    private bool AppendReference(scoped ref int i)
    {
        var semicolon = _file[i..].IndexOf((byte)';');
        var body = semicolon < 0 ? [] : _file.Slice(i + 1, semicolon - 1);
        if (body.Length > 0 && body[0] == '#') return AppendCharacter(ref i, body[1..]);
        ReadOnlySpan<byte> text = body.Length > 4 ? [] : body switch
        {
            _ when body.SequenceEqual("amp"u8) => "&"u8,
            _ when body.SequenceEqual("lt"u8) => "<"u8,
            _ when body.SequenceEqual("gt"u8) => ">"u8,
            _ when body.SequenceEqual("quot"u8) => "\""u8,
            _ when body.SequenceEqual("apos"u8) => "'"u8,
            _ => [],
        };
        if (text.Length == 0) return Fail(XmlCharacters.NameLength(_file[(i + 1)..]) > 0 ? XmlFault.UnknownEntity : XmlFault.Syntax, i);
        Append(text);
        i += semicolon + 1;
        return true;
    }

    private bool AppendCharacter(scoped ref int i, ReadOnlySpan<byte> digits)
    {
        var hexadecimal = digits.Length > 0 && digits[0] == 'x';
        var length = digits.Length;
        if (hexadecimal) digits = digits[1..];
        if (digits.Length == 0) return Fail(XmlFault.Syntax, i);
        var value = 0;
        foreach (var d in digits)
        {
            if (hexadecimal ? !char.IsAsciiHexDigit((char)d) : !char.IsAsciiDigit((char)d)) return Fail(XmlFault.Syntax, i);
            if (value <= 0x10FFFF) value = hexadecimal ? (value << 4) | HexValue(d) : (value * 10) + (d - '0');
        }
        if (!XmlCharacters.IsAllowed(value)) return Fail(XmlFault.InvalidCharacter, i);
        if (XmlCharacters.IsDiscouraged(value)) Note(XmlNoticeKind.DiscouragedCharacter, i, value);
        Span<byte> utf8 = stackalloc byte[4];
        Append(utf8[..new Rune(value).EncodeToUtf8(utf8)]);
        i += length + 3;
        return true;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private bool TakeRaw(XmlTokenKind kind, int start, int end, int next)
    {
        (_textStart, _textLength, _textDecoded, _pos) = (start, end - start, false, next);
        Kind = kind == XmlTokenKind.Text && Text.IndexOfAnyExcept(XmlCharacters.Blanks) < 0 ? XmlTokenKind.WhiteSpace : kind;
        return true;
    }

    private bool TakeDecoded(int from, int next)
    {
        (_textStart, _textLength, _textDecoded, _pos) = (from, _scratchLength - from, true, next);
        Kind = Text.IndexOfAnyExcept(XmlCharacters.Blanks) < 0 ? XmlTokenKind.WhiteSpace : XmlTokenKind.Text;
        return true;
    }

    private bool TakeMarkup(XmlTokenKind kind, int next)
    {
        (Kind, _pos) = (kind, next);
        return true;
    }
}

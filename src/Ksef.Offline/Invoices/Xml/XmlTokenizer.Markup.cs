using System.Buffers;
using System.Text;

namespace Ksef.Offline.Invoices.Xml;

/// <summary>The XML declaration, tags, attributes and namespaces.</summary>
internal ref partial struct XmlTokenizer
{
    /// <summary>Reads the plain form of the XML declaration; anything else that begins like one is left to XmlReader.</summary>
    private void ReadDeclaration(bool trusted)
    {
        var rest = _file[_pos..];
        if (!rest.StartsWith("<?xml"u8) || (rest.Length > 5 && (XmlCharacters.IsAsciiNameRest(rest[5]) || rest[5] is (byte)':' or >= 0x80))) return;
        var end = rest.IndexOf("?>"u8);
        var body = end < 0 ? [] : rest[5..end];
        if (trusted)
        {
            _pos += Math.Max(end, 0) + 2;
            return;
        }
        var known = TakePseudoAttribute(ref body, "version"u8, out var version) && version.SequenceEqual("1.0"u8);
        if (known && TakePseudoAttribute(ref body, "encoding"u8, out var encoding))
        {
            HasEncodingDeclaration = true;
            known = Ascii.EqualsIgnoreCase(encoding, "utf-8"u8);
        }
        if (known && TakePseudoAttribute(ref body, "standalone"u8, out var standalone)) known = standalone.SequenceEqual("yes"u8) || standalone.SequenceEqual("no"u8);
        if (!known || body.IndexOfAnyExcept(XmlCharacters.Blanks) >= 0)
        {
            Fail(XmlFault.Foreign, _pos);
            return;
        }
        _pos += end + 2;
    }

    private static bool TakePseudoAttribute(scoped ref ReadOnlySpan<byte> body, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        var rest = body.TrimStart(" \t\r\n"u8);
        if (rest.Length == body.Length || !rest.StartsWith(name)) return false;
        rest = rest[name.Length..].TrimStart(" \t\r\n"u8);
        if (rest.Length == 0 || rest[0] != '=') return false;
        rest = rest[1..].TrimStart(" \t\r\n"u8);
        if (rest.Length == 0 || rest[0] is not ((byte)'"' or (byte)'\'')) return false;
        var close = rest[1..].IndexOf(rest[0]);
        if (close < 0) return false;
        value = rest.Slice(1, close);
        body = rest[(close + 2)..];
        return true;
    }

    private bool ReadStartTag()
    {
        if (_depth == 0 && _rootSeen) return Fail(XmlFault.ContentOutsideRoot, _pos);
        if (_depth == MaxDepth) return Fail(XmlFault.TooComplex, _pos);
        var open = new OpenElement { NameStart = _pos + 1 };
        var i = open.NameStart;
        if (!ReadName(ref i, out open.PrefixLength, out open.LocalStart, out open.LocalLength)) return false;
        AttributeCount = 0;
        var declares = false;
        while (true)
        {
            var blanks = i;
            while (i < _file.Length && XmlCharacters.IsBlank(_file[i])) i++;
            if (i >= _file.Length) return Fail(XmlFault.UnexpectedEnd, _file.Length);
            if (_file[i] == '>')
            {
                i++;
                break;
            }
            if (_file[i] == '/')
            {
                if (i + 1 >= _file.Length) return Fail(XmlFault.UnexpectedEnd, _file.Length);
                if (_file[i + 1] != '>') return Fail(XmlFault.Syntax, i);
                i += 2;
                _pendingEnd = true;
                break;
            }
            if (i == blanks) return Fail(XmlFault.Syntax, i);
            if (!ReadAttribute(ref i)) return false;
            declares |= _attributes[AttributeCount - 1].IsNamespaceDeclaration;
        }
        if (_depth == _open.Length)
        {
            var larger = ArrayPool<OpenElement>.Shared.Rent(_depth * 2);
            _open.AsSpan(0, _depth).CopyTo(larger);
            ArrayPool<OpenElement>.Shared.Return(_open);
            _open = larger;
        }
        _open[_depth++] = open;
        if (declares && !DeclareNamespaces()) return false;
        if (AttributeCount > 0 && !ResolveAttributes()) return false;
        var number = open.PrefixLength == 0 ? _scopes.Default : _scopes.Find(_file, _file.Slice(open.NameStart, open.PrefixLength));
        if (number == XmlScopes.Undeclared) return Fail(XmlFault.InvalidNamespace, open.NameStart);
        _open[_depth - 1].NamespaceId = number;
        (Kind, _pos, _rootSeen) = (XmlTokenKind.StartElement, i, true);
        return true;
    }

    private bool ReadEndTag()
    {
        if (_depth == 0) return Fail(XmlFault.ContentOutsideRoot, _pos);
        ref var open = ref _open[_depth - 1];
        var name = _file.Slice(open.NameStart, open.LocalStart + open.LocalLength - open.NameStart);
        var i = _pos + 2;
        if (!_file[i..].StartsWith(name)) return Fail(i + name.Length > _file.Length ? XmlFault.UnexpectedEnd : XmlFault.TagMismatch, _pos);
        i += name.Length;
        if (i < _file.Length && _file[i] != '>')
        {
            if (!XmlCharacters.IsBlank(_file[i])) return Fail(XmlFault.TagMismatch, _pos);
            while (i < _file.Length && XmlCharacters.IsBlank(_file[i])) i++;
        }
        if (i >= _file.Length) return Fail(XmlFault.UnexpectedEnd, _file.Length);
        return _file[i] == '>' ? TakeMarkup(XmlTokenKind.EndElement, i + 1) : Fail(XmlFault.Syntax, i);
    }

    /// <summary>Reads a name with at most one prefix; <paramref name="i"/> moves behind it.</summary>
    private bool ReadName(scoped ref int i, out int prefixLength, out int localStart, out int localLength)
    {
        prefixLength = 0;
        localStart = i;
        localLength = XmlCharacters.NameLength(_file[i..]);
        if (localLength > 0 && i + localLength < _file.Length && _file[i + localLength] == ':')
        {
            prefixLength = localLength;
            localStart = i + localLength + 1;
            localLength = XmlCharacters.NameLength(_file[localStart..]);
        }
        i = localStart + localLength;
        if (localLength == 0) return Fail(i >= _file.Length ? XmlFault.UnexpectedEnd : XmlFault.InvalidName, i);
        return i >= _file.Length || _file[i] != ':' || Fail(XmlFault.InvalidName, i);
    }

    private bool ReadAttribute(scoped ref int i)
    {
        if (AttributeCount == MaxAttributes) return Fail(XmlFault.TooComplex, i);
        if (AttributeCount == _attributes.Length)
        {
            var larger = ArrayPool<XmlAttributeToken>.Shared.Rent(AttributeCount * 2);
            _attributes.AsSpan(0, AttributeCount).CopyTo(larger);
            ArrayPool<XmlAttributeToken>.Shared.Return(_attributes);
            _attributes = larger;
        }
        ref var a = ref _attributes[AttributeCount];
        a = default;
        a.NameStart = i;
        if (!ReadName(ref i, out a.PrefixLength, out a.LocalStart, out a.LocalLength)) return false;
        a.IsNamespaceDeclaration = _file.Slice(a.NameStart, a.PrefixLength > 0 ? a.PrefixLength : a.LocalLength).SequenceEqual("xmlns"u8);
        while (i < _file.Length && XmlCharacters.IsBlank(_file[i])) i++;
        if (i < _file.Length && _file[i] != '=') return Fail(XmlFault.Syntax, i);
        i++;
        while (i < _file.Length && XmlCharacters.IsBlank(_file[i])) i++;
        if (i >= _file.Length) return Fail(XmlFault.UnexpectedEnd, _file.Length);
        var quote = _file[i];
        if (quote is not ((byte)'"' or (byte)'\'')) return Fail(XmlFault.Syntax, i);
        i++;
        if (!ReadAttributeValue(ref i, quote, ref a)) return false;
        AttributeCount++;
        return true;
    }

    private bool ReadAttributeValue(scoped ref int i, byte quote, scoped ref XmlAttributeToken a)
    {
        var (start, run, from, decoded) = (i, i, _scratchLength, false);
        while (true)
        {
            var stop = i < _file.Length ? _file[i..].IndexOfAny(XmlCharacters.QuotedStops) : -1;
            if (stop < 0) return Fail(XmlFault.UnexpectedEnd, _file.Length);
            i += stop;
            var b = _file[i];
            if (b == quote) break;
            switch (b)
            {
                case (byte)'<':
                    return Fail(XmlFault.Syntax, i);
                case (byte)'"' or (byte)'\'':
                    i++;
                    break;
                case (byte)'&':
                    Append(_file[run..i]);
                    if (!AppendReference(ref i)) return false;
                    (run, decoded) = (i, true);
                    break;
                case (byte)'\r' or (byte)'\n' or (byte)'\t':
                    // White space becomes blanks, one for each; a CR LF pair is one line end.
                    Append(_file[run..i]);
                    Append(" "u8);
                    i += b == '\r' && i + 1 < _file.Length && _file[i + 1] == '\n' ? 2 : 1;
                    (run, decoded) = (i, true);
                    break;
                default:
                    if (!PassSpecial(ref i)) return false;
                    break;
            }
        }
        if (decoded) Append(_file[run..i]);
        (a.ValueStart, a.ValueLength, a.Decoded) = decoded ? (from, _scratchLength - from, true) : (start, i - start, false);
        i++;
        return true;
    }

    private bool DeclareNamespaces()
    {
        for (var n = 0; n < AttributeCount; n++)
        {
            ref var a = ref _attributes[n];
            if (!a.IsNamespaceDeclaration) continue;
            var uri = AttributeValue(n);
            var prefix = a.PrefixLength > 0 ? AttributeName(n) : [];
            var reserved = uri.SequenceEqual(XmlScopes.XmlnsUri) || prefix.SequenceEqual("xmlns"u8)
                || (a.PrefixLength > 0 && uri.Length == 0)
                || uri.SequenceEqual(XmlScopes.XmlUri) != prefix.SequenceEqual("xml"u8);
            if (reserved) return Fail(XmlFault.InvalidNamespace, a.NameStart);
            if (!_scopes.Declare(_depth, _file, a.LocalStart, prefix.Length, uri, a.ValueStart, a.Decoded, _formNamespace)) return Fail(XmlFault.TooComplex, a.NameStart);
        }
        return true;
    }

    private bool ResolveAttributes()
    {
        for (var n = 0; n < AttributeCount; n++)
        {
            ref var a = ref _attributes[n];
            a.NamespaceId = a.IsNamespaceDeclaration ? XmlScopes.XmlnsNamespace
                : a.PrefixLength == 0 ? NoNamespace
                : _scopes.Find(_file, _file.Slice(a.NameStart, a.PrefixLength));
            if (a.NamespaceId == XmlScopes.Undeclared) return Fail(XmlFault.InvalidNamespace, a.NameStart);
            var name = AttributeName(n);
            if (a.NamespaceId == XmlScopes.XmlNamespace && name.SequenceEqual("space"u8) && !IsSpaceValue(AttributeValue(n))) return Fail(XmlFault.Syntax, a.NameStart);
            for (var m = 0; m < n; m++)
                if (_attributes[m].NamespaceId == a.NamespaceId && AttributeName(m).SequenceEqual(name)) return Fail(XmlFault.DuplicateAttribute, a.NameStart);
        }
        return true;
    }

    private static bool IsSpaceValue(ReadOnlySpan<byte> value)
    {
        var trimmed = value.Trim(" \t\r\n"u8);
        return trimmed.SequenceEqual("default"u8) || trimmed.SequenceEqual("preserve"u8);
    }
}

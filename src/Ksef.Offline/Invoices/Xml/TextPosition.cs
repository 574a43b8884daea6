namespace Ksef.Offline.Invoices.Xml;

/// <summary>Turns offsets of a UTF-8 file into line and column, both from 1. Cheap while offsets grow; goes back to the beginning when they do not.</summary>
/// <remarks>Line ends are CR LF, LF and CR; columns count characters. A byte-order mark is not counted.</remarks>
internal ref struct TextPosition(ReadOnlySpan<byte> file)
{
    private readonly ReadOnlySpan<byte> _file = file;
    private int _offset, _line = 1, _lineStart = file.StartsWith("\uFEFF"u8) ? 3 : 0;

    // The columns of the current line are counted up to here: a file of one long line is counted once, not once for each place.
    private int _counted, _column = 1;

    public (int Line, int Column) Of(int offset)
    {
        offset = Math.Min(offset, _file.Length);
        if (offset < _offset && offset < _lineStart) this = new TextPosition(_file);
        if (offset < _counted || _counted < _lineStart) (_counted, _column) = (_lineStart, 1);
        while (_offset < offset)
        {
            var rest = _file[_offset..offset];
            var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
            {
                _offset = offset;
                break;
            }
            _offset += end + 1;
            // CR LF is one line end: the LF ends the line, the CR before it does not.
            if (rest[end] == '\r' && _offset < _file.Length && _file[_offset] == '\n') continue;
            _line++;
            _lineStart = _offset;
        }
        if (_counted < _lineStart) (_counted, _column) = (_lineStart, 1);
        if (_counted < offset)
        {
            foreach (var b in _file[_counted..offset])
                if ((b & 0xC0) != 0x80) _column++;
            _counted = offset;
        }
        return (_line, _column);
    }
}

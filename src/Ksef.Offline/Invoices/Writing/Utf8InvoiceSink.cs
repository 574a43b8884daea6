using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Ksef.Offline.Invoices.Model;
using NodaTime;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Writes the elements of an invoice as UTF-8 into a buffer writer, without any intermediate text.</summary>
/// <remarks>Compact: no blanks between elements, no prefixes. A value must be free of what XML cannot hold at all; anything else is kept as it is.</remarks>
internal ref struct Utf8InvoiceSink : IInvoiceSink
{
    private const int Chunk = 4096;
    private static readonly SearchValues<char> Special = SearchValues.Create(
        "&<>\r\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\uFFFE\uFFFF");

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _room;
    private int _used;

    public Utf8InvoiceSink(IBufferWriter<byte> output)
    {
        _output = output;
        _room = output.GetSpan(Chunk);
    }

    /// <summary>Hands the last bytes over.</summary>
    public void Complete()
    {
        _output.Advance(_used);
        _used = 0;
        _room = default;
    }

    public void OpenRoot() =>
        Raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\">"u8);

    public void CloseRoot() => Raw("</Faktura>"u8);

    public bool TakesWhole(InvoiceLine line) => false;

    public void Form() => Raw("<KodFormularza kodSystemowy=\"FA (3)\" wersjaSchemy=\"1-0E\">FA</KodFormularza><WariantFormularza>3</WariantFormularza>"u8);

    public void Open(ReadOnlySpan<byte> element)
    {
        var room = Room(element.Length + 2);
        room[0] = (byte)'<';
        element.CopyTo(room[1..]);
        room[element.Length + 1] = (byte)'>';
        _used += element.Length + 2;
    }

    public void OpenColumn(ColumnKind kind)
    {
        Raw("<Kol Typ=\""u8);
        Raw(ColumnKindText.ToUtf8(kind));
        Raw("\">"u8);
    }

    public void Close(ReadOnlySpan<byte> element)
    {
        var room = Room(element.Length + 3);
        room[0] = (byte)'<';
        room[1] = (byte)'/';
        element.CopyTo(room[2..]);
        room[element.Length + 2] = (byte)'>';
        _used += element.Length + 3;
    }

    public void Text(ReadOnlySpan<byte> element, string? value)
    {
        if (value is null) return;
        Open(element);
        Characters(element, value);
        Close(element);
    }

    public void Code(ReadOnlySpan<byte> element, ReadOnlySpan<byte> value)
    {
        Open(element);
        Raw(value);
        Close(element);
    }

    public void Decimal(ReadOnlySpan<byte> element, decimal? value, int decimals)
    {
        if (value is not { } number) return;
        Open(element);
        if (number == 0) number = Math.Abs(number);
        while (number.Scale > decimals && number == decimal.Round(number, number.Scale - 1)) number = decimal.Round(number, number.Scale - 1);
        number.TryFormat(Room(40), out var written, default, CultureInfo.InvariantCulture);
        _used += written;
        Close(element);
    }

    public void Integer(ReadOnlySpan<byte> element, long? value)
    {
        if (value is not { } number) return;
        Open(element);
        Utf8Formatter.TryFormat(number, Room(20), out var written);
        _used += written;
        Close(element);
    }

    public void Big(ReadOnlySpan<byte> element, BigInteger value) => Text(element, value.ToString(CultureInfo.InvariantCulture));

    public void Date(ReadOnlySpan<byte> element, LocalDate? value)
    {
        if (value is not { } date) return;
        Open(element);
        // The room first: making some changes _used, which a compound assignment has read before.
        var room = Room(10);
        _used += DateText.Write(room, date);
        Close(element);
    }

    public void Time(ReadOnlySpan<byte> element, InvoiceDateTime? value)
    {
        if (value is not { } time) return;
        Open(element);
        var room = Room(InvoiceDateTime.MaxLength);
        _used += time.Format(room);
        Close(element);
    }

    public void Flag(ReadOnlySpan<byte> element, bool value)
    {
        if (value) Code(element, "1"u8);
    }

    public void YesNo(ReadOnlySpan<byte> element, bool value) => Code(element, value ? "1"u8 : "2"u8);

    private void Characters(ReadOnlySpan<byte> element, ReadOnlySpan<char> text)
    {
        while (true)
        {
            var special = text.IndexOfAny(Special);
            Encode(element, special < 0 ? text : text[..special]);
            if (special < 0) return;
            Raw(text[special] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '\r' => "&#xD;"u8,
                _ => throw Unwritable(element, text[special]),
            });
            text = text[(special + 1)..];
        }
    }

    private void Encode(ReadOnlySpan<byte> element, ReadOnlySpan<char> text)
    {
        // Three bytes a character at most; long texts go in pieces, never through the middle of a surrogate pair.
        while (text.Length > 0)
        {
            var piece = text.Length <= Chunk / 4 ? text : text[..(Chunk / 4)];
            if (piece.Length < text.Length && char.IsHighSurrogate(piece[^1])) piece = piece[..^1];
            if (System.Text.Unicode.Utf8.FromUtf16(piece, Room(piece.Length * 3), out var read, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
                throw Unwritable(element, piece[read]);
            _used += written;
            text = text[piece.Length..];
        }
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _used += bytes.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Room(int size)
    {
        if (_room.Length - _used < size) Refill(size);
        return _room[_used..];
    }

    private void Refill(int size)
    {
        _output.Advance(_used);
        _used = 0;
        _room = _output.GetSpan(Math.Max(size, Chunk));
    }

    private static ArgumentException Unwritable(ReadOnlySpan<byte> element, char character) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Encoding.ASCII.GetString(element)} holds U+{(int)character:X4}, which XML cannot hold: remove the character."));
}

using System.Globalization;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>Attachment (X-*).</summary>
internal sealed partial class InvoiceRules
{
    // The order of TTypKolumny: date, datetime, dec, int, time, txt.
    private const int DateColumn = 0, DateTimeColumn = 1, DecimalColumn = 2, IntegerColumn = 3, TimeColumn = 4;
    private readonly long[] _columns = new long[32];
    private int _columnCount, _cells;
    private bool _raggedSaid, _cellSaid;

    private void ResetAttachment() => (_columnCount, _cells, _raggedSaid, _cellSaid) = (0, 0, false, false);

    private void BeginTable() => (_columnCount, _cells, _raggedSaid, _cellSaid) = (0, 0, false, false);

    private void AddColumn(long kind)
    {
        if (_columnCount < _columns.Length) _columns[_columnCount++] = kind;
    }

    private void LeaveRow(int id)
    {
        if (_cells == _columnCount || _raggedSaid) return;
        _raggedSaid = true;
        Warn("X-3", id, _cells.ToString(CultureInfo.InvariantCulture), $"The row has {_cells} cell(s), the table {_columnCount} column(s).", $"Liczba komórek wiersza ({_cells}) różni się od liczby kolumn tabeli ({_columnCount}).");
    }

    private void CheckCell(int id, ReadOnlySpan<byte> text)
    {
        var column = _cells++;
        CheckBlankCell(id, text);
        var value = text.Trim(" \t\r\n"u8);
        if (_cellSaid || column >= _columnCount || value.Length == 0 || value.SequenceEqual("-"u8)) return;
        var kind = _columns[column];
        if (Fits(kind, value)) return;
        _cellSaid = true;
        var shown = StructureTexts.Show(value);
        if (kind == DecimalColumn && value.Contains((byte)',')) Warn("X-5", id, shown, "A number in a dec column takes a point, not a comma.", "Liczbę w kolumnie dec zapisuje się z kropką, nie z przecinkiem.");
        else Warn("X-4", id, shown, $"'{shown}' does not fit the kind of its column, {_grammar.Types["TTypKolumny"].Values[(int)kind]}.", $"„{shown}” nie pasuje do rodzaju kolumny, czyli {_grammar.Types["TTypKolumny"].Values[(int)kind]}.");
    }

    private static bool Fits(long kind, ReadOnlySpan<byte> value) => kind switch
    {
        DateColumn => Validation.DateText.TryReadDate(value, out _),
        DateTimeColumn => Validation.DateText.TryReadDateTime(value, out _, out _, out _) || (value.Length == 16 && Validation.DateText.TryReadDate(value[..10], out _)),
        DecimalColumn => DecimalText.TryRead(value, out _),
        IntegerColumn => DecimalText.TryRead(value, out var number) && number.Fraction.Length == 0,
        TimeColumn => value.Length >= 4 && value.IndexOf((byte)':') is 1 or 2,
        _ => true,
    };

    private void CheckBlankCell(int id, ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            Warn("X-7", id, null, "A cell of nothing but white space; write an empty element, for some validators refuse this.", "Komórka z samych odstępów; należy zapisać pusty element, bo część walidatorów ją odrzuca.");
    }

    private void AttachmentAlone()
    {
        if (_lineCount == 0 && Kind is Vat or Roz) Warn("X-8", Fa3Ids.Attachment, null, "An attachment gives details; it never replaces the lines.", "Załącznik podaje szczegóły; nigdy nie zastępuje wierszy faktury.");
    }
}

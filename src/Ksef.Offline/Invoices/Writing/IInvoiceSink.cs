using System.Numerics;
using Ksef.Offline.Invoices.Model;
using NodaTime;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Takes an invoice apart as elements in the order of the schema: what writes bytes, and what judges a model without writing it.</summary>
/// <remarks>A null value stands for an absent element. Names are ASCII without prefix. Values come typed, so that a judge need not read texts.</remarks>
internal interface IInvoiceSink
{
    /// <summary>The start of <c>Faktura</c>.</summary>
    void OpenRoot();

    /// <summary>The end of <c>Faktura</c>.</summary>
    void CloseRoot();

    /// <summary>The start of an element that holds elements.</summary>
    void Open(ReadOnlySpan<byte> element);

    /// <summary>The start of a <c>Kol</c> with its <c>Typ</c>.</summary>
    void OpenColumn(ColumnKind kind);

    /// <summary>The end of an element that holds elements.</summary>
    void Close(ReadOnlySpan<byte> element);

    /// <summary>The fixed <c>KodFormularza</c> and <c>WariantFormularza</c>.</summary>
    void Form();

    /// <summary>Offers a <c>FaWiersz</c> as a whole; false asks for the walk over its elements.</summary>
    bool TakesWhole(InvoiceLine line);

    /// <summary>An element with text.</summary>
    void Text(ReadOnlySpan<byte> element, string? value);

    /// <summary>An element with a code of the schema that holds no character to escape.</summary>
    void Code(ReadOnlySpan<byte> element, ReadOnlySpan<byte> value);

    /// <summary>An element with a number of at most <paramref name="decimals"/> decimals.</summary>
    void Decimal(ReadOnlySpan<byte> element, decimal? value, int decimals);

    /// <summary>An element with a whole number.</summary>
    void Integer(ReadOnlySpan<byte> element, long? value);

    /// <summary>An element with a whole number of any size.</summary>
    void Big(ReadOnlySpan<byte> element, BigInteger value);

    /// <summary>An element with a date.</summary>
    void Date(ReadOnlySpan<byte> element, LocalDate? value);

    /// <summary>An element with a date and time.</summary>
    void Time(ReadOnlySpan<byte> element, InvoiceDateTime? value);

    /// <summary>An element with 1, or none.</summary>
    void Flag(ReadOnlySpan<byte> element, bool value);

    /// <summary>An element with 1 for yes and 2 for no.</summary>
    void YesNo(ReadOnlySpan<byte> element, bool value);
}

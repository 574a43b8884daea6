using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices.Building;
using NodaTime;

namespace Quickstart;

/// <summary>One sale: the number it gets, who buys and where the supply is taxed (which decides what may be handed over), and the invoice for a day.</summary>
internal sealed record Order(string Number, string Customer, BuyerKind Buyer, PlaceOfSupply PlaceOfSupply, Func<LocalDate, InvoiceBuilder> Draft)
{
    /// <summary>Where the papers of this sale lie, below the folder of the run.</summary>
    public string Folder => Number.Replace('/', '-');
}

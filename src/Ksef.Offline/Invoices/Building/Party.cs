using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Building;

/// <summary>Makes the usual parties in one line each. For anything else (contacts, EORI, flags) use <c>with</c> on the record.</summary>
/// <remarks>Texts are trimmed of nothing here: <see cref="InvoiceBuilder.Build"/> judges them. Thread-safe.</remarks>
public static class Party
{
    /// <summary>A Polish seller (FA(3): <c>Podmiot1</c>).</summary>
    /// <param name="nip">NIP, ten digits.</param>
    /// <param name="name">Full name.</param>
    /// <param name="addressLine1">Street and number.</param>
    /// <param name="addressLine2">Postal code and town; may be absent.</param>
    /// <exception cref="FormatException"><paramref name="nip"/> is not ten digits.</exception>
    public static Seller Seller(string nip, string name, string addressLine1, string? addressLine2 = null) =>
        new() { Nip = Nip.Parse(nip), Name = name, Address = Address(CountryCode.Poland, addressLine1, addressLine2) };

    /// <summary>A Polish business buyer (FA(3): <c>Podmiot2</c> with <c>NIP</c>).</summary>
    /// <param name="nip">NIP, ten digits.</param>
    /// <param name="name">Full name.</param>
    /// <param name="addressLine1">Street and number.</param>
    /// <param name="addressLine2">Postal code and town; may be absent.</param>
    /// <exception cref="FormatException"><paramref name="nip"/> is not ten digits.</exception>
    public static Buyer Buyer(string nip, string name, string addressLine1, string? addressLine2 = null) =>
        new() { Identifier = new NipIdentifier(Nip.Parse(nip)), Name = name, Address = Address(CountryCode.Poland, addressLine1, addressLine2) };

    /// <summary>A consumer, who has no tax identifier (FA(3): <c>Podmiot2</c> with <c>BrakID</c>).</summary>
    /// <param name="name">First name and surname.</param>
    /// <param name="addressLine1">Street and number.</param>
    /// <param name="addressLine2">Postal code and town; may be absent.</param>
    /// <param name="country">The country of the address; Poland when absent.</param>
    public static Buyer Consumer(string name, string addressLine1, string? addressLine2 = null, CountryCode? country = null) =>
        new() { Identifier = new NoIdentifier(), Name = name, Address = Address(country ?? CountryCode.Poland, addressLine1, addressLine2) };

    /// <summary>A business buyer of another member state (FA(3): <c>Podmiot2</c> with <c>KodUE</c> and <c>NrVatUE</c>).</summary>
    /// <param name="prefix">The prefix of the VAT number; EL for Greece.</param>
    /// <param name="vatNumber">The VAT number without prefix.</param>
    /// <param name="name">Full name.</param>
    /// <param name="address">The address.</param>
    public static Buyer EuBuyer(EuCountryCode prefix, string vatNumber, string name, Address address) =>
        new() { Identifier = new EuVatIdentifier(prefix, vatNumber), Name = name, Address = address };

    /// <summary>A business buyer of a third country (FA(3): <c>Podmiot2</c> with <c>KodKraju</c> and <c>NrID</c>).</summary>
    /// <param name="country">The country of the tax number.</param>
    /// <param name="taxNumber">The tax number.</param>
    /// <param name="name">Full name.</param>
    /// <param name="address">The address.</param>
    public static Buyer ForeignBuyer(CountryCode country, string taxNumber, string name, Address address) =>
        new() { Identifier = new OtherIdentifier(country, taxNumber), Name = name, Address = address };

    /// <summary>A buyer of whom only the NIP stands on the invoice, as on simplified invoices (FA(3): <c>Podmiot2</c> with <c>NIP</c> alone).</summary>
    /// <param name="nip">NIP, ten digits.</param>
    /// <exception cref="FormatException"><paramref name="nip"/> is not ten digits.</exception>
    public static Buyer NipOnly(string nip) => new() { Identifier = new NipIdentifier(Nip.Parse(nip)) };

    /// <summary>An address (FA(3): <c>Adres</c>).</summary>
    /// <param name="country">The country.</param>
    /// <param name="line1">First line.</param>
    /// <param name="line2">Second line; may be absent.</param>
    public static Address Address(CountryCode country, string line1, string? line2 = null) => new() { Country = country, Line1 = line1, Line2 = line2 };
}

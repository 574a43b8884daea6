using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using NodaTime;

namespace Ksef.Offline.Cli.Tests;

/// <summary>Issued files in a folder of their own.</summary>
internal sealed class Papers : IDisposable
{
    public const string Nip = "5261040828";

    public string Folder { get; } = Directory.CreateTempSubdirectory("ksef-cli").FullName;

    public string Db => "sqlite:" + Path.Combine(Folder, "outbox.db");

    public static LocalDate Today => SystemClock.Instance.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Europe/Warsaw"]).Date;

    public string Invoice(string number, decimal quantity = 1m, LocalDate? on = null)
    {
        var file = Path.Combine(Folder, $"{number.Replace('/', '-')}-{quantity}.xml");
        var issued = InvoiceBuilder
            .Vat(Party.Seller(Nip, "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"))
            .Number(number).IssuedOn(on ?? Today).Line("Usługa", quantity, "szt.", 100m, VatRate.Standard23).Build().Issue(SystemClock.Instance.GetCurrentInstant());
        File.WriteAllBytes(file, issued.Bytes.Span);
        return file;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline;
using Ksef.Offline.Emulator;
using Ksef.Offline.Hosting;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Qr;
using Ksef.Offline.Verification;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Guides;

/// <summary>What every guide but the first ones stands on: a KSeF on this machine, an outbox in a file, a taxpayer with a key.</summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string Nip = "5261040828";

    private readonly HttpClient _http = new();
    private readonly KsefTokenCredential _credential;
    private readonly CertificateLinkSigner _signer;
    private readonly bool _ownsKsef;

    private Shop(KsefEmulator ksef, bool ownsKsef, SqliteConnectionStringBuilder database)
    {
        Ksef = ksef;
        _ownsKsef = ownsKsef;
        Connection = database.ConnectionString;
        Environment = KsefEnvironment.Custom("emulator", ksef.BaseAddress, ksef.LatarniaAddress, ksef.VerificationHost);
        Outbox = new SqlOutbox(SqliteFactory.Instance.CreateDataSource(Connection), SqlDialect.Sqlite);
        _credential = new KsefTokenCredential(ksef.Token);
        Gateway = new KsefGateway(new KsefGatewayOptions { Environment = Environment }, _http, TimeProvider.System, _credential, Outbox.Budget);
        _signer = Signer(1);
        Invoicing = new OfflineInvoicing(new OfflineInvoicingSetup
        {
            Taxpayer = Taxpayer,
            Environment = Environment,
            Outbox = OutboxPorts.Of(Outbox),
            Gateway = Gateway,
            Signer = _signer,
        });
    }

    public KsefEmulator Ksef { get; }

    public string Connection { get; }

    public KsefEnvironment Environment { get; }

    public SqlOutbox Outbox { get; }

    public KsefGateway Gateway { get; }

    public OfflineInvoicing Invoicing { get; }

    public TaxpayerContext Taxpayer { get; } = new("shop", VerificationContext.ForNip(global::Ksef.Offline.Nip.Parse(Nip)));

    /// <summary>Opens an empty shop; <paramref name="ksef"/> lets two shops meet at one KSeF.</summary>
    public static async Task<Shop> OpenAsync(string folder, KsefEmulator? ksef = null)
    {
        var file = Path.Combine(folder, "outbox.db");
        foreach (var old in Directory.GetFiles(folder, "outbox.db*")) File.Delete(old);
        var shop = new Shop(ksef ?? await KsefEmulator.StartAsync(), ownsKsef: ksef is null, new SqliteConnectionStringBuilder { DataSource = file });
        await shop.Outbox.MigrateAsync();
        return shop;
    }

    public static InvoiceDraft Draft(string number, decimal price = 100m, string nip = Nip) => InvoiceBuilder
        .Vat(Party.Seller(nip, "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"))
        .Number(number).IssuedOn(Today).Line("Usługa", 1, "szt.", price, VatRate.Standard23).Build();

    public static LocalDate Today => SystemClock.Instance.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Europe/Warsaw"]).Date;

    /// <summary>A key and a certificate of type Offline made here; a real one comes from KSeF (guide "certificates").</summary>
    public static CertificateLinkSigner Signer(byte serial)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Sklep (offline), C=PL", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, critical: true));
        using var certificate = request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1), [1, 2, 3, 4, 5, 6, 7, serial]);
        using var withKey = certificate.CopyWithPrivateKey(key);
        return CertificateLinkSigner.FromCertificate(withKey);
    }

    /// <summary>A self-signed stand-in for the company's qualified seal, as the test environment trusts it: its subject holds the NIP.</summary>
    public static X509Certificate2 Seal()
    {
        using var key = RSA.Create(2048);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName("Sklep sp. z o.o.");
        subject.AddOrganizationName("Sklep sp. z o.o.");
        subject.Add("2.5.4.97", $"VATPL-{Nip}", System.Formats.Asn1.UniversalTagNumber.UTF8String);
        subject.AddCountryOrRegion("PL");
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        _signer.Dispose();
        _credential.Dispose();
        _http.Dispose();
        await Outbox.DisposeAsync();
        if (_ownsKsef) await Ksef.DisposeAsync();
    }
}

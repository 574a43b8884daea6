using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Ksef.Offline.Emulator;

namespace Ksef.Offline.Benchmarks.Emulator;

/// <summary>The least client that can log in, open sessions and make posts; no code of the client packages.</summary>
internal sealed class EmulatorClient(KsefEmulator emulator) : IDisposable
{
    private const string Nip = "5261040828";
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _iv = RandomNumberGenerator.GetBytes(16);

    public HttpClient Http { get; } = new() { BaseAddress = emulator.BaseAddress };

    public async Task LoginAsync()
    {
        var challenge = await PostAsync("auth/challenge", null);
        var begun = await PostAsync("auth/ksef-token", new JsonObject
        {
            ["challenge"] = (string)challenge["challenge"]!,
            ["contextIdentifier"] = new JsonObject { ["type"] = "Nip", ["value"] = Nip },
            ["encryptedToken"] = await EncryptAsync("KsefTokenEncryption", Encoding.UTF8.GetBytes($"{emulator.Token}|{challenge["timestampMs"]}")),
        });
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)begun["authenticationToken"]!["token"]!);
        var tokens = await PostAsync("auth/token/redeem", null);
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)tokens["accessToken"]!["token"]!);
    }

    public async Task<JsonNode> PostAsync(string path, JsonNode? body)
    {
        using var content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(new Uri(path, UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    public async Task<JsonObject> EncryptionAsync() => new() { ["encryptedSymmetricKey"] = await EncryptAsync("SymmetricKeyEncryption", _key), ["initializationVector"] = Convert.ToBase64String(_iv) };

    public static JsonObject FormCode() => new() { ["systemCode"] = "FA (3)", ["schemaVersion"] = "1-0E", ["value"] = "FA" };

    public async Task<string> OpenAsync() => (string)(await PostAsync("sessions/online", new JsonObject { ["formCode"] = FormCode(), ["encryption"] = await EncryptionAsync() }))["referenceNumber"]!;

    public byte[] Encrypt(byte[] plain)
    {
        using var aes = Aes.Create();
        aes.Key = _key;
        return aes.EncryptCbc(plain, _iv);
    }

    public byte[] SendBody(byte[] invoice)
    {
        var encrypted = Encrypt(invoice);
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["invoiceHash"] = Hash(invoice),
            ["invoiceSize"] = invoice.Length,
            ["encryptedInvoiceHash"] = Hash(encrypted),
            ["encryptedInvoiceSize"] = encrypted.Length,
            ["encryptedInvoiceContent"] = Convert.ToBase64String(encrypted),
        }.ToJsonString());
    }

    public static string Hash(byte[] bytes) => Convert.ToBase64String(SHA256.HashData(bytes));

    /// <summary>An ordinary domestic invoice with ten rows, about 4 KB.</summary>
    public static byte[] Invoice(string number)
    {
        var rows = string.Concat(Enumerable.Range(1, 10).Select(i => string.Create(CultureInfo.InvariantCulture, $"<FaWiersz><NrWierszaFa>{i}</NrWierszaFa><P_7>Usługa informatyczna, pozycja {i} zamówienia</P_7><P_8A>szt.</P_8A><P_8B>1</P_8B><P_9A>10.00</P_9A><P_11>10.00</P_11><P_12>23</P_12></FaWiersz>")));
        return Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/"><Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza><DataWytworzeniaFa>2026-02-02T10:00:00Z</DataWytworzeniaFa></Naglowek><Podmiot1><DaneIdentyfikacyjne><NIP>{Nip}</NIP><Nazwa>Sprzedawca Sp. z o.o.</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Prosta 1, 00-001 Warszawa</AdresL1></Adres></Podmiot1><Podmiot2><DaneIdentyfikacyjne><NIP>7010002137</NIP><Nazwa>Nabywca S.A.</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Krzywa 2, 00-002 Warszawa</AdresL1></Adres><JST>2</JST><GV>2</GV></Podmiot2><Fa><KodWaluty>PLN</KodWaluty><P_1>2026-02-02</P_1><P_2>{number}</P_2><P_13_1>100.00</P_13_1><P_14_1>23.00</P_14_1><P_15>123.00</P_15><Adnotacje><P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A><Zwolnienie><P_19N>1</P_19N></Zwolnienie><NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu><P_23>2</P_23><PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy></Adnotacje><RodzajFaktury>VAT</RodzajFaktury>{rows}</Fa></Faktura>
            """);
    }

    public void Dispose() => Http.Dispose();

    private async Task<string> EncryptAsync(string usage, byte[] plain)
    {
        var keys = JsonNode.Parse(await Http.GetStringAsync(new Uri("security/public-key-certificates", UriKind.Relative)))!.AsArray();
        var key = keys.First(k => (string?)k!["usage"]![0] == usage)!;
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String((string)key["certificate"]!));
        using var rsa = certificate.GetRSAPublicKey()!;
        return Convert.ToBase64String(rsa.Encrypt(plain, RSAEncryptionPadding.OaepSHA256));
    }
}

using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Ksef.Offline.Emulator.Tests.Fixtures;

/// <summary>A client by hand: HTTP, JSON text and cryptography, and nothing of the client packages.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly HttpClient _http;

    public RawClient(KsefEmulator emulator, Uri? baseAddress = null)
    {
        Emulator = emulator;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = baseAddress ?? emulator.BaseAddress };
    }

    public KsefEmulator Emulator { get; }

    public string? Access { get; set; }

    public string? Refresh { get; set; }

    public byte[] Key { get; } = RandomNumberGenerator.GetBytes(32);

    public byte[] Iv { get; } = RandomNumberGenerator.GetBytes(16);

    public bool ProblemDetails { get; set; }

    public async Task<Reply> SendAsync(HttpMethod method, string path, JsonNode? body = null, string? token = null, params (string Name, string Value)[] headers)
    {
        using var content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await SendContentAsync(method, path, content, token ?? Access, headers);
    }

    public async Task<Reply> SendContentAsync(HttpMethod method, string path, HttpContent? content, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path[1..] : path) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (ProblemDetails) request.Headers.Add("X-Error-Format", "problem-details");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var reply = new Reply(response.StatusCode, bytes, response.Content.Headers.ContentType?.MediaType, response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase));
        OpenApi.Check(method.Method, path, reply);
        return reply;
    }

    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, null, headers);

    public Task<Reply> PostAsync(string path, JsonNode? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<Reply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>Encrypts to the published key of a usage: RSA-OAEP with SHA-256.</summary>
    public async Task<(byte[] Encrypted, string KeyId)> EncryptAsync(string usage, byte[] plain)
    {
        var keys = (await SendAsync(HttpMethod.Get, "security/public-key-certificates")).Expect(200).Json.AsArray();
        var key = keys.Last(k => k!["usage"]!.AsArray().Any(u => (string?)u == usage))!;
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String((string)key["certificate"]!));
        using var rsa = certificate.GetRSAPublicKey()!;
        return (rsa.Encrypt(plain, RSAEncryptionPadding.OaepSHA256), (string)key["publicKeyId"]!);
    }

    /// <summary>Begins a login with a token and gives reference and login token.</summary>
    public async Task<Reply> BeginTokenLoginAsync(string nip, string secret, string contextType = "Nip", long shiftMs = 0)
    {
        var challenge = (await PostAsync("auth/challenge")).Expect(200).Json;
        var text = $"{secret}|{(long)challenge["timestampMs"]! + shiftMs}";
        var (encrypted, keyId) = await EncryptAsync("KsefTokenEncryption", Encoding.UTF8.GetBytes(text));
        return await PostAsync("auth/ksef-token", new JsonObject
        {
            ["challenge"] = (string)challenge["challenge"]!,
            ["contextIdentifier"] = new JsonObject { ["type"] = contextType, ["value"] = nip },
            ["encryptedToken"] = Convert.ToBase64String(encrypted),
            ["publicKeyId"] = keyId,
        });
    }

    public async Task LoginAsync(string nip, string? secret = null)
    {
        Access = null;
        var begun = (await BeginTokenLoginAsync(nip, secret ?? Emulator.Token)).Expect(202).Json;
        await RedeemAsync(begun);
    }

    public async Task RedeemAsync(JsonNode begun)
    {
        var loginToken = (string)begun["authenticationToken"]!["token"]!;
        var status = (await SendAsync(HttpMethod.Get, $"auth/{begun["referenceNumber"]}", null, loginToken)).Expect(200).Json;
        Assert.Equal(200, (int)status["status"]!["code"]!);
        var tokens = (await SendAsync(HttpMethod.Post, "auth/token/redeem", null, loginToken)).Expect(200).Json;
        Access = (string)tokens["accessToken"]!["token"]!;
        Refresh = (string)tokens["refreshToken"]!["token"]!;
    }

    public async Task<JsonObject> EncryptionAsync()
    {
        var (encrypted, keyId) = await EncryptAsync("SymmetricKeyEncryption", Key);
        return new JsonObject { ["encryptedSymmetricKey"] = Convert.ToBase64String(encrypted), ["initializationVector"] = Convert.ToBase64String(Iv), ["publicKeyId"] = keyId };
    }

    public static JsonObject FormCode() => new() { ["systemCode"] = "FA (3)", ["schemaVersion"] = "1-0E", ["value"] = "FA" };

    public async Task<string> OpenAsync() =>
        (string)(await PostAsync("sessions/online", new JsonObject { ["formCode"] = FormCode(), ["encryption"] = await EncryptionAsync() })).Expect(201).Json["referenceNumber"]!;

    public byte[] Encrypt(byte[] plain)
    {
        using var aes = Aes.Create();
        aes.Key = Key;
        return aes.EncryptCbc(plain, Iv);
    }

    public JsonObject SendBody(byte[] invoice, bool offline = false, byte[]? corrected = null)
    {
        var encrypted = Encrypt(invoice);
        var body = new JsonObject
        {
            ["invoiceHash"] = Hash(invoice),
            ["invoiceSize"] = invoice.Length,
            ["encryptedInvoiceHash"] = Hash(encrypted),
            ["encryptedInvoiceSize"] = encrypted.Length,
            ["encryptedInvoiceContent"] = Convert.ToBase64String(encrypted),
            ["offlineMode"] = offline,
        };
        if (corrected is not null) body["hashOfCorrectedInvoice"] = Hash(corrected);
        return body;
    }

    public async Task<string> SendInvoiceAsync(string session, byte[] invoice, bool offline = false, byte[]? corrected = null) =>
        (string)(await PostAsync($"sessions/online/{session}/invoices", SendBody(invoice, offline, corrected))).Expect(202).Json["referenceNumber"]!;

    public async Task<JsonNode> InvoiceStatusAsync(string session, string invoice) => (await GetAsync($"sessions/{session}/invoices/{invoice}")).Expect(200).Json;

    public async Task CloseAsync(string session) => (await PostAsync($"sessions/online/{session}/close")).Expect(204);

    public static string Hash(byte[] bytes) => Convert.ToBase64String(SHA256.HashData(bytes));

    public void Dispose() => _http.Dispose();
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ksef.Offline.Http.Diagnostics;
using Ksef.Offline.Http.Transport;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Ksef.Offline.Http.Keys;

/// <summary>KSeF's encryption keys: fetched once a day, chosen by usage, valid now, newest first; fetched again when KSeF no longer takes one (21470). Thread-safe.</summary>
/// <remarks>A key may be changed in an emergency at any time. Source: API documentation, public keys.</remarks>
internal sealed class PublicKeys(KsefApi api, KsefGatewayOptions options, ILogger logger) : IDisposable
{
    public const string ForTokens = "KsefTokenEncryption";
    public const string ForSymmetricKeys = "SymmetricKeyEncryption";
    public const int Withdrawn = 21470;

    private static readonly Duration Freshness = Duration.FromHours(24);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IReadOnlyList<Entry>? _known;
    private Instant _fetched;

    /// <summary>Does something with a key; where KSeF answers 21470, fetches the keys again and does it once more with the new one.</summary>
    public async Task<T> UseAsync<T>(string usage, Func<EncryptionKey, Task<T>> action, CancellationToken cancellationToken)
    {
        var key = await GetAsync(usage, cancellationToken).ConfigureAwait(false);
        try
        {
            return await action(key).ConfigureAwait(false);
        }
        catch (KsefRejectedException e) when (e.Code == Withdrawn)
        {
            Log.KeyWithdrawn(logger, key.Id);
            Forget();
            return await action(await GetAsync(usage, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>The next use fetches the keys again: KSeF could not decrypt what was encrypted with the known ones.</summary>
    public void Forget() => Volatile.Write(ref _known, null);

    public void Dispose() => _gate.Dispose();

    private async Task<EncryptionKey> GetAsync(string usage, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = api.Now;
            var known = Volatile.Read(ref _known);
            if (known is null || now - _fetched > Freshness || Choose(known, usage, now) is null)
            {
                known = await FetchAsync(cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _known, known);
                _fetched = now;
            }
            return Choose(known, usage, now)
                ?? throw new KsefRejectedException($"GET security/public-key-certificates: none of {known.Count} keys serves '{usage}' at {now} and is accepted; check this machine's clock and the policy for encryption certificates.") { Call = "GET security/public-key-certificates", NeedsPerson = true };
        }
        finally
        {
            _gate.Release();
        }
    }

    private static EncryptionKey? Choose(IReadOnlyList<Entry> known, string usage, Instant now) =>
        known.Where(e => e.Usage.Contains(usage, StringComparer.Ordinal) && e.From <= now && now < e.To).MaxBy(e => e.From)?.Key;

    private async Task<IReadOnlyList<Entry>> FetchAsync(CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(ApiCall.Get("security/public-key-certificates", EndpointGroup.Other, "GET security/public-key-certificates"), cancellationToken).ConfigureAwait(false);
        return answer.Read(root => root.EnumerateArray().Select(Read).OfType<Entry>().ToList());
    }

    private Entry? Read(JsonElement item)
    {
        if (item.Text("certificate") is not { } text || item.Text("publicKeyId") is not { } id) return null;
        byte[] der;
        try
        {
            der = Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
        if (ReadKey(der) is not { } key) return null;
        return new Entry(new EncryptionKey(id, key), item.Texts("usage"), item.Moment("validFrom") ?? Instant.MinValue, item.Moment("validTo") ?? Instant.MaxValue);
    }

    private byte[]? ReadKey(byte[] der)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            if (options.AcceptEncryptionCertificate is { } accept && !accept(certificate)) return null;
            return certificate.PublicKey.ExportSubjectPublicKeyInfo();
        }
        catch (CryptographicException) when (options.AcceptEncryptionCertificate is null)
        {
            return BareKey(der);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // The API's own example shows a bare public key in the place of the certificate.
    private static byte[]? BareKey(byte[] der)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(der, out _);
            return der;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Entry(EncryptionKey Key, IReadOnlyList<string> Usage, Instant From, Instant To);
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Ksef.Offline.Emulator.Scripting;
using Ksef.Offline.Http.Tests.Fixtures;
using Ksef.Offline.Http.Upo;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Tests;

/// <summary>A receipt (UPO) is kept only when it is ours, unharmed, from the right environment and, where it is signed, rightly signed.</summary>
public sealed class UpoTests
{
    private static readonly KsefEnvironment Elsewhere = KsefEnvironment.Test;

    [Fact]
    public async Task A_good_receipt_passes_and_each_fault_is_named()
    {
        var (upo, number, hash) = await ReceiptAsync();
        var meta = Convert.ToBase64String(SHA256.HashData(upo));
        Assert.Null(UpoCheck.Judge(upo, meta, Elsewhere, number, hash));

        Assert.Contains("x-ms-meta-hash", UpoCheck.Judge([.. upo, (byte)' '], meta, Elsewhere, number, hash), StringComparison.Ordinal);
        Assert.Contains("confirms a document with the hash", UpoCheck.Judge(upo, meta, Elsewhere, number, InvoiceHash.Of("other"u8)), StringComparison.Ordinal);
        Assert.Contains("does not name", UpoCheck.Judge(upo, meta, Elsewhere, KsefNumber.Create(Nip.Parse(SampleInvoice.Seller), new NodaTime.LocalDate(2026, 1, 1), 1), hash), StringComparison.Ordinal);
        Assert.Contains("not from production", UpoCheck.Judge(upo, meta, KsefEnvironment.Production, number, hash), StringComparison.Ordinal);
        Assert.Contains("not XML", UpoCheck.Judge(upo[..^10], null, Elsewhere, number, hash), StringComparison.Ordinal);
        Assert.Contains("not XML", UpoCheck.Judge("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"u8.ToArray(), null, Elsewhere, number, hash), StringComparison.Ordinal);
        Assert.Contains("not <Potwierdzenie>", UpoCheck.Judge("<html/>"u8.ToArray(), null, Elsewhere, number, hash), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_receipt_is_checked_and_a_change_after_signing_is_found()
    {
        var (upo, number, hash) = await ReceiptAsync();
        var signed = Sign(upo);
        Assert.Null(UpoCheck.Judge(signed, null, Elsewhere, number, hash));

        var tampered = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(signed).Replace("<TrybWysylki>Offline<", "<TrybWysylki>Online<", StringComparison.Ordinal));
        Assert.NotEqual(signed, tampered);
        Assert.Contains("signature is wrong", UpoCheck.Judge(tampered, null, Elsewhere, number, hash), StringComparison.Ordinal);
        var emptied = Encoding.UTF8.GetBytes(System.Text.RegularExpressions.Regex.Replace(Encoding.UTF8.GetString(signed), "<SignatureValue>[^<]*<", "<SignatureValue>AAAA<"));
        Assert.Contains("signature", UpoCheck.Judge(emptied, null, Elsewhere, number, hash), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_that_is_not_kept_costs_no_acceptance_and_is_told()
    {
        await using var bench = await Bench.StartAsync();
        foreach (var on in new[] { "GET /storage/upo/**", "GET /sessions/*/invoices/*/upo", "GET /sessions/*/invoices/ksef/*/upo" })
            bench.Add(new Trouble { On = on, Status = 200, ContentType = "application/xml", Body = "<Potwierdzenie xmlns=\"http://upo.schematy.mf.gov.pl/KSeF/v4-3\"><NazwaPodmiotuPrzyjmujacego>ktoś</NazwaPodmiotuPrzyjmujacego></Potwierdzenie>" });

        var accepted = Assert.IsType<GatewayOutcome.Accepted>((await bench.DriveAsync([SampleInvoice.Item("FV/1")]))[0]);

        Assert.Null(accepted.Upo);
        Assert.Contains(bench.Logger.Lines, l => l.Text.Contains("does not name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receipt_is_fetched_later_and_only_for_the_bytes_that_were_issued()
    {
        await using var bench = await Bench.StartAsync(o => o with { FetchUpo = false });
        var item = SampleInvoice.Item("FV/1");
        var accepted = Assert.IsType<GatewayOutcome.Accepted>((await bench.DriveAsync([item]))[0]);
        Assert.Null(accepted.Upo);

        var upo = await bench.Gateway.FetchUpoAsync(Bench.Taxpayer, accepted.Reference, accepted.Number, item.Hash, TestContext.Current.CancellationToken);
        Assert.Null(UpoCheck.Judge(upo!.Value.ToArray(), null, Elsewhere, accepted.Number, item.Hash));
        Assert.Null(await bench.Gateway.FetchUpoAsync(Bench.Taxpayer, accepted.Reference, accepted.Number, InvoiceHash.Of("other"u8), TestContext.Current.CancellationToken));
    }

    private static async Task<(byte[] Upo, KsefNumber Number, InvoiceHash Hash)> ReceiptAsync()
    {
        await using var bench = await Bench.StartAsync();
        var item = SampleInvoice.Item("FV/1");
        var accepted = Assert.IsType<GatewayOutcome.Accepted>((await bench.DriveAsync([item]))[0]);
        return (accepted.Upo!.Value.ToArray(), accepted.Number, item.Hash);
    }

    /// <summary>As the Ministry signs: enveloped, over the whole document.</summary>
    private static byte[] Sign(byte[] upo)
    {
        using var certificate = TestCertificate.Create(elliptic: false);
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(Encoding.UTF8.GetString(upo).TrimStart('\uFEFF'));
        using var key = certificate.GetRSAPrivateKey();
        var signed = new SignedXml(document) { SigningKey = key };
        signed.SignedInfo!.SignatureMethod = SignedXml.XmlDsigRSASHA256Url;
        var reference = new Reference("") { DigestMethod = SignedXml.XmlDsigSHA256Url };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        signed.AddReference(reference);
        signed.KeyInfo.AddClause(new KeyInfoX509Data(certificate));
        signed.ComputeSignature();
        document.DocumentElement!.AppendChild(document.ImportNode(signed.GetXml(), deep: true));
        return Encoding.UTF8.GetBytes(document.OuterXml);
    }
}

using System.Security.Cryptography;
using Ksef.Offline.TestKit;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Qr.Tests;

public sealed class CertificateSigningRequestsTests
{
    private static readonly CertificateSubject Person = new()
    {
        CommonName = "Zażółć Gęślą Róża",
        CountryName = "PL",
        GivenName = "Jan Zażółć",
        Surname = "Róża-Śmigły",
        SerialNumber = "TINPL-1111111111",
        UniqueIdentifier = "d9eb1d9f8c2a",
    };

    private static readonly CertificateSubject Firm = new()
    {
        CommonName = "ŁÓDŹ Ćma & Żuk, sp. z o.o.",
        CountryName = "PL",
        OrganizationName = "ŁÓDŹ Ćma & Żuk, sp. z o.o.",
        OrganizationIdentifier = "VATPL-1111111111",
    };

    [Fact]
    public void Openssl_reads_polish_letters_as_utf8_and_verifies_the_request()
    {
        using var key = CertificateSigningRequests.NewKey();
        var text = Read(CertificateSigningRequests.Create(Person, key), verify: true);
        Assert.Contains("CN = Zażółć Gęślą Róża, SN = Róża-Śmigły, GN = Jan Zażółć, serialNumber = TINPL-1111111111, x500UniqueIdentifier = d9eb1d9f8c2a, C = PL", text, StringComparison.Ordinal);
        Assert.Contains("NIST CURVE: P-256", text, StringComparison.Ordinal);
        Assert.Contains("ecdsa-with-SHA256", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_rsa_request_of_a_firm_is_read_too()
    {
        using var key = CertificateSigningRequests.NewRsaKey();
        var text = Read(CertificateSigningRequests.Create(Firm, key), verify: true);
        Assert.Contains("O = ŁÓDŹ Ćma & Żuk, sp. z o.o., organizationIdentifier = VATPL-1111111111, C = PL", text, StringComparison.Ordinal);
        Assert.Contains("(2048 bit)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_attribute_but_the_country_is_utf8string()
    {
        using var key = CertificateSigningRequests.NewKey();
        using var file = new ScratchFile(".der", CertificateSigningRequests.Create(Person, key));
        var parsed = OutsideTool.Run("openssl", ["asn1parse", "-inform", "DER", "-in", file.Path]).Output;
        var strings = parsed.Split('\n').Where(l => l.Contains("UTF8STRING", StringComparison.Ordinal) || l.Contains("PRINTABLESTRING", StringComparison.Ordinal)).ToArray();
        Assert.Equal(5, strings.Count(l => l.Contains("UTF8STRING", StringComparison.Ordinal)));
        Assert.Contains("PL", Assert.Single(strings, l => l.Contains("PRINTABLESTRING", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_ksef_does_not_take_and_an_incomplete_subject_are_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(3072);
        using var key = CertificateSigningRequests.NewKey();
        Assert.Contains("384 bits", Assert.Throws<ArgumentException>(() => CertificateSigningRequests.Create(Person, p384)).Message, StringComparison.Ordinal);
        Assert.Contains("exactly 2048", Assert.Throws<ArgumentException>(() => CertificateSigningRequests.Create(Person, rsa)).Message, StringComparison.Ordinal);
        Assert.Contains("common name", Assert.Throws<ArgumentException>(() => CertificateSigningRequests.Create(Person with { CommonName = "" }, key)).Message, StringComparison.Ordinal);
        Assert.Contains("'Polska'", Assert.Throws<ArgumentException>(() => CertificateSigningRequests.Create(Person with { CountryName = "Polska" }, key)).Message, StringComparison.Ordinal);
    }

    private static string Read(byte[] request, bool verify)
    {
        using var file = new ScratchFile(".der", request);
        var run = OutsideTool.Run("openssl", ["req", "-inform", "DER", "-in", file.Path, "-text", "-noout", "-nameopt", "utf8,sep_comma_plus_space,space_eq,sname", .. verify ? ["-verify"] : Array.Empty<string>()]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("verify OK", run.Output + run.Error, StringComparison.Ordinal);
        return run.Output;
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Ksef.Offline.Emulator.Tests.Fixtures;

namespace Ksef.Offline.Emulator.Tests;

/// <summary>Login documents of those who sign badly, one way each: refused at the door (9xxx and 21xxx), never logged in, never a crash.</summary>
public sealed class BadSignersTests
{
    private const string Seal = "CN=Firma, O=Firma, C=PL, 2.5.4.97=VATPL-" + SampleInvoice.Seller;
    private const string Ds = "http://www.w3.org/2000/09/xmldsig#";
    private const string Ns = "http://ksef.mf.gov.pl/auth/token/2.0";

    private static async Task RefusedAsync(int code, Func<X509Certificate2, LoginSigner> signer, bool rsa = false)
    {
        await using var ksef = await TestKsef.StartAsync(null);
        using var certificate = LoginSigner.SelfSigned(Seal, rsa);
        var document = signer(certificate).Sign(LoginSigner.Request(await XadesLoginTests.ChallengeAsync(ksef.Client), $"<Nip>{SampleInvoice.Seller}</Nip>"));
        (await XadesLoginTests.PostAsync(ksef.Client, document)).ExpectCode(code);
    }

    private static string Forged(string document) =>
        RequestOf(document).Replace(SampleInvoice.Seller, SampleInvoice.Buyer, StringComparison.Ordinal).Replace(" Id=\"orig\"", "", StringComparison.Ordinal);

    /// <summary>The request of a document without the signature inside it.</summary>
    private static string RequestOf(string document) =>
        Regex.Replace(Regex.Match(document, "<AuthTokenRequest.*</AuthTokenRequest>", RegexOptions.Singleline).Value, "<ds:Signature .*</ds:Signature>", "", RegexOptions.Singleline);

    private static string SignatureOf(string document) => Regex.Match(document, "<ds:Signature .*</ds:Signature>", RegexOptions.Singleline).Value;

    /// <summary>A request signed by its id, as wrapping needs it.</summary>
    private static LoginSigner ById(X509Certificate2 certificate, Func<string, string> tamper) => new(certificate)
    {
        Uri = "#orig",
        Before = t => t.Replace($"<AuthTokenRequest xmlns=\"{Ns}\">", $"<AuthTokenRequest xmlns=\"{Ns}\" Id=\"orig\">", StringComparison.Ordinal),
        Tamper = tamper,
    };

    [Fact]
    public async Task A_signature_that_covers_nothing() => await RefusedAsync(9105, c => new LoginSigner(c) { WithoutDocumentReference = true });

    [Fact]
    public async Task Signed_properties_that_no_reference_covers() => await RefusedAsync(9105, c => new LoginSigner(c) { WithoutPropertiesReference = true });

    [Fact]
    public async Task No_reference_at_all() => await RefusedAsync(9105, c => new LoginSigner(c) { WithoutDocumentReference = true, WithoutPropertiesReference = true });

    [Fact]
    public async Task A_reference_to_a_part_of_the_request_only() => await RefusedAsync(9105, c => new LoginSigner(c)
    {
        Uri = "#part",
        Before = t => t.Replace("<Challenge>", "<Challenge Id=\"part\">", StringComparison.Ordinal),
    });

    [Fact]
    public async Task A_reference_to_nothing() => await RefusedAsync(9105, c => new LoginSigner(c) { Tamper = t => t.Replace("URI=\"\"", "URI=\"#nothing\"", StringComparison.Ordinal) });

    [Fact]
    public async Task A_reference_without_URI() => await RefusedAsync(9105, c => new LoginSigner(c) { Tamper = t => t.Replace(" URI=\"\"", "", StringComparison.Ordinal) });

    [Theory]
    [InlineData("http://127.0.0.1:1/other.xml")]
    [InlineData("file:///etc/passwd")]
    [InlineData("other.xml")]
    public async Task A_reference_that_leaves_the_document(string uri) => await RefusedAsync(9105, c => new LoginSigner(c) { Tamper = t => t.Replace("URI=\"\"", $"URI=\"{uri}\"", StringComparison.Ordinal) });

    [Fact]
    public async Task A_reference_to_properties_without_their_type() => await RefusedAsync(9105, c => new LoginSigner(c)
    {
        Before = t => t.Replace(" Type=\"http://uri.etsi.org/01903#SignedProperties\"", "", StringComparison.Ordinal),
    });

    [Fact]
    public async Task Properties_that_speak_of_another_signature() => await RefusedAsync(9105, c => new LoginSigner(c) { Before = t => t.Replace("Target=\"#sig\"", "Target=\"#other\"", StringComparison.Ordinal) });

    [Fact]
    public async Task A_request_changed_after_signing() => await RefusedAsync(9105, c => new LoginSigner(c) { Tamper = t => t.Replace(SampleInvoice.Seller, SampleInvoice.Buyer, StringComparison.Ordinal) });

    [Fact]
    public async Task Properties_changed_after_signing() => await RefusedAsync(9105, c => new LoginSigner(c) { Tamper = t => t.Replace("2026-02-02T10", "2026-02-02T11", StringComparison.Ordinal) });

    [Fact]
    public async Task The_key_of_someone_else()
    {
        using var other = LoginSigner.SelfSigned(Seal);
        await RefusedAsync(9105, c => new LoginSigner(c) { OtherKey = other });
    }

    [Fact]
    public async Task The_certificate_of_someone_else()
    {
        using var other = LoginSigner.SelfSigned(Seal);
        await RefusedAsync(9105, c => new LoginSigner(c) { Tamper = t => t.Replace(Convert.ToBase64String(c.RawData), Convert.ToBase64String(other.RawData), StringComparison.Ordinal) });
    }

    [Fact]
    public async Task No_certificate() => await RefusedAsync(21115, c => new LoginSigner(c) { Tamper = t => Regex.Replace(t, "<ds:KeyInfo>.*</ds:KeyInfo>", "", RegexOptions.Singleline) });

    [Fact]
    public async Task A_certificate_that_is_no_certificate() => await RefusedAsync(21115, c => new LoginSigner(c) { Tamper = t => t.Replace(Convert.ToBase64String(c.RawData), "AAAA", StringComparison.Ordinal) });

    [Fact]
    public async Task An_ECDSA_signature_in_DER() => await RefusedAsync(9105, c => new LoginSigner(c) { DerSignature = true });

    [Fact]
    public async Task HMAC_with_the_public_key_as_secret() => await RefusedAsync(9105, c => new LoginSigner(c) { Hmac = true }, rsa: true);

    [Fact]
    public async Task A_signature_method_of_SHA1() => await RefusedAsync(9105, c => new LoginSigner(c) { Before = t => t.Replace("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", $"{Ds}rsa-sha1", StringComparison.Ordinal) }, rsa: true);

    [Fact]
    public async Task A_digest_method_of_SHA1() => await RefusedAsync(9105, c => new LoginSigner(c) { Before = t => t.Replace("http://www.w3.org/2001/04/xmlenc#sha256", $"{Ds}sha1", StringComparison.Ordinal) });

    [Fact]
    public async Task An_RSA_key_below_2048_bits()
    {
        using var key = RSA.Create(1024);
        using var weak = new CertificateRequest(Seal, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TestKsef.Noon.AddYears(-1), TestKsef.Noon.AddYears(1));
        await RefusedAsync(9105, _ => new LoginSigner(weak));
    }

    [Theory]
    [InlineData("http://www.w3.org/TR/1999/REC-xslt-19991116")]
    [InlineData("http://www.w3.org/2002/06/xmldsig-filter2")]
    [InlineData("http://www.w3.org/2000/09/xmldsig#base64")]
    public async Task A_transform_that_could_hide_what_is_signed(string algorithm) => await RefusedAsync(9105, c => new LoginSigner(c)
    {
        Before = t => t.Replace($"<ds:Transform Algorithm=\"{Ds}enveloped-signature\"/>", $"<ds:Transform Algorithm=\"{Ds}enveloped-signature\"/><ds:Transform Algorithm=\"{algorithm}\"/>", StringComparison.Ordinal),
    });

    [Fact]
    public async Task An_XPath_filter_that_selects_something_else() => await RefusedAsync(9105, c => new LoginSigner(c)
    {
        XPathFilter = true,
        Before = t => t.Replace("not(ancestor-or-self::ds:Signature)", "self::text()", StringComparison.Ordinal),
    });

    [Fact]
    public async Task Wrapping_1_a_forged_root_around_the_signature_with_the_signed_request_inside() =>
        await RefusedAsync(9105, c => ById(c, t => Forged(t).Replace("</AuthTokenRequest>", SignatureOf(t).Replace("</ds:Signature>", $"<ds:Object>{RequestOf(t)}</ds:Object></ds:Signature>", StringComparison.Ordinal) + "</AuthTokenRequest>", StringComparison.Ordinal)));

    [Fact]
    public async Task Wrapping_2_a_forged_root_with_the_whole_signed_document_as_its_child() =>
        await RefusedAsync(9101, c => ById(c, t => Forged(t).Replace("</AuthTokenRequest>", $"{t}</AuthTokenRequest>", StringComparison.Ordinal)));

    [Fact]
    public async Task Wrapping_3_a_forged_request_before_the_signed_one_in_an_enveloping_signature() =>
        await RefusedAsync(9101, c => new LoginSigner(c) { Enveloping = true, Tamper = t => t.Replace("<ds:Object Id=\"obj\">", $"<ds:Object>{Forged(t)}</ds:Object><ds:Object Id=\"obj\">", StringComparison.Ordinal) });

    [Fact]
    public async Task Wrapping_4_a_forged_request_beside_the_signed_one_in_the_same_object() =>
        await RefusedAsync(9101, c => new LoginSigner(c) { Enveloping = true, Tamper = t => t.Replace("<ds:Object Id=\"obj\">", $"<ds:Object Id=\"obj\">{Forged(t)}", StringComparison.Ordinal) });

    [Fact]
    public async Task Wrapping_5_the_signed_object_hidden_deeper_and_a_forged_one_in_its_place() =>
        await RefusedAsync(9105, c => new LoginSigner(c)
        {
            Enveloping = true,
            Tamper = t => Regex.Replace(t, "<ds:Object Id=\"obj\">.*</ds:Object>", m => $"<ds:Object>{Forged(t)}</ds:Object><ds:Object><hidden>{m.Value}</hidden></ds:Object>", RegexOptions.Singleline),
        });

    [Fact]
    public async Task Wrapping_6_two_elements_with_the_signed_id() =>
        await RefusedAsync(9105, c => ById(c, t => t.Replace("<Challenge>", "<Challenge Id=\"orig\">", StringComparison.Ordinal)));

    [Fact]
    public async Task Wrapping_7_a_second_SignedInfo_before_the_signed_one() =>
        await RefusedAsync(9105, c => new LoginSigner(c)
        {
            Tamper = t => t.Replace("<ds:SignedInfo>", Regex.Match(t, "<ds:SignedInfo>.*</ds:SignedInfo>", RegexOptions.Singleline).Value.Replace("#sha256", "#sha512", StringComparison.Ordinal) + "<ds:SignedInfo>", StringComparison.Ordinal),
        });

    [Fact]
    public async Task Wrapping_8_signed_properties_moved_out_of_the_signature() =>
        await RefusedAsync(9105, c => new LoginSigner(c)
        {
            Before = t => Regex.Match(t, "<xades:QualifyingProperties.*</xades:QualifyingProperties>", RegexOptions.Singleline).Value is var moved
                ? t.Replace(moved, "", StringComparison.Ordinal).Replace("</AuthTokenRequest>", moved.Replace("<xades:QualifyingProperties", $"<xades:QualifyingProperties xmlns:ds=\"{Ds}\"", StringComparison.Ordinal) + "</AuthTokenRequest>", StringComparison.Ordinal) : t,
        });

    [Fact]
    public async Task A_value_with_elements_inside() =>
        await RefusedAsync(21401, c => new LoginSigner(c) { Before = t => t.Replace($"<Nip>{SampleInvoice.Seller}</Nip>", $"<Nip>{SampleInvoice.Seller[..5]}<x/>{SampleInvoice.Seller[5..]}</Nip>", StringComparison.Ordinal) });

    [Fact]
    public async Task Elements_nested_without_end()
    {
        await RefusedAsync(21001, c => new LoginSigner(c)
        {
            Tamper = t => t.Replace("<ds:SignatureValue>", string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)) + "<ds:SignatureValue>", StringComparison.Ordinal),
        });
    }

    [Fact]
    public async Task A_challenge_that_was_not_given_out_or_used_or_is_too_old()
    {
        await using var ksef = await TestKsef.StartAsync(null);
        using var certificate = LoginSigner.SelfSigned(Seal);
        var document = new LoginSigner(certificate).Sign(LoginSigner.Request(await XadesLoginTests.ChallengeAsync(ksef.Client), $"<Nip>{SampleInvoice.Seller}</Nip>"));
        (await XadesLoginTests.PostAsync(ksef.Client, document)).Expect(202);
        (await XadesLoginTests.PostAsync(ksef.Client, document)).ExpectCode(21111);
        var late = new LoginSigner(certificate).Sign(LoginSigner.Request(await XadesLoginTests.ChallengeAsync(ksef.Client), $"<Nip>{SampleInvoice.Seller}</Nip>"));
        ksef.Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        (await XadesLoginTests.PostAsync(ksef.Client, late)).ExpectCode(21111);
        var unknown = new LoginSigner(certificate).Sign(LoginSigner.Request("20260202-CR-0000000000-0000000000-00", $"<Nip>{SampleInvoice.Seller}</Nip>"));
        (await XadesLoginTests.PostAsync(ksef.Client, unknown)).ExpectCode(21111);
    }

    [Fact]
    public async Task RSA_PSS_signs_well()
    {
        await using var ksef = await TestKsef.StartAsync(null);
        using var certificate = LoginSigner.SelfSigned(Seal, rsa: true);
        var document = new LoginSigner(certificate) { Pss = true }.Sign(LoginSigner.Request(await XadesLoginTests.ChallengeAsync(ksef.Client), $"<Nip>{SampleInvoice.Seller}</Nip>"));
        (await XadesLoginTests.PostAsync(ksef.Client, document)).Expect(202);
    }
}

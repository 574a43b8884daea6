using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Ksef.Offline.Emulator.Tests.Fixtures;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Emulator.Tests;

public sealed class CertificateTests
{
    private const string Subject = "CN=Róża Śliwińska, G=Róża, SN=Śliwińska, C=PL, SERIALNUMBER=TINPL-" + SampleInvoice.Seller;

    private static async Task<TestKsef> StartAsync()
    {
        var ksef = await TestKsef.StartAsync(null);
        using var certificate = LoginSigner.SelfSigned(Subject);
        await XadesLoginTests.LoginAsync(ksef.Client, certificate);
        return ksef;
    }

    private static async Task<byte[]> CsrAsync(RawClient client, AsymmetricAlgorithm key, string? other = null, RSASignaturePadding? padding = null)
    {
        var data = (await client.GetAsync("certificates/enrollments/data")).Expect(200).Json.AsObject();
        var oids = new Dictionary<string, string>
        {
            ["commonName"] = "2.5.4.3",
            ["countryName"] = "2.5.4.6",
            ["givenName"] = "2.5.4.42",
            ["surname"] = "2.5.4.4",
            ["serialNumber"] = "2.5.4.5",
            ["uniqueIdentifier"] = "2.5.4.45",
            ["organizationName"] = "2.5.4.10",
            ["organizationIdentifier"] = "2.5.4.97",
        };
        var name = new X500DistinguishedNameBuilder();
        foreach (var (attribute, value) in data) name.Add(oids[attribute], attribute == "surname" && other is not null ? other : (string)value!);
        var built = name.Build();
        return key is RSA rsa ? new CertificateRequest(built, rsa, HashAlgorithmName.SHA256, padding ?? RSASignaturePadding.Pkcs1).CreateSigningRequest() : new CertificateRequest(built, (ECDsa)key, HashAlgorithmName.SHA256).CreateSigningRequest();
    }

    private static JsonObject Body(byte[] csr, string type = "Offline") => new() { ["certificateName"] = "Kasa nr 1 żółta", ["certificateType"] = type, ["csr"] = Convert.ToBase64String(csr) };

    private static async Task<(string Serial, X509Certificate2 Certificate)> EnrollAsync(RawClient client, AsymmetricAlgorithm key, string type = "Offline")
    {
        var reference = (string)(await client.PostAsync("certificates/enrollments", Body(await CsrAsync(client, key), type))).Expect(202).Json["referenceNumber"]!;
        var status = (await client.GetAsync($"certificates/enrollments/{reference}")).Expect(200).Json;
        Assert.Equal(200, (int)status["status"]!["code"]!);
        var serial = (string)status["certificateSerialNumber"]!;
        var retrieved = (await client.PostAsync("certificates/retrieve", new JsonObject { ["certificateSerialNumbers"] = new JsonArray(serial) })).Expect(200).Json["certificates"]![0]!;
        return (serial, X509CertificateLoader.LoadCertificate(Convert.FromBase64String((string)retrieved["certificate"]!)));
    }

    private static async Task<string> PageAsync(KsefEmulator ksef, string link)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri("http://" + link), TestContext.Current.CancellationToken);
        return response.Headers.GetValues("X-Verification-Result").Single();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_offline_certificate_is_enrolled_signs_KOD_II_and_is_revoked(bool useRsa)
    {
        await using var ksef = await StartAsync();
        var client = ksef.Client;
        using AsymmetricAlgorithm key = useRsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (serial, certificate) = await EnrollAsync(client, key);
        using var held = certificate;
        Assert.Equal(X509KeyUsageFlags.NonRepudiation, certificate.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        Assert.EndsWith(" (offline)", certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), StringComparison.Ordinal);
        Assert.Equal(serial, certificate.SerialNumber);

        var hash = InvoiceHash.Of([1]).ToBase64Url();
        var link = $"{ksef.Emulator.VerificationHost}/certificate/Nip/{SampleInvoice.Seller}/{SampleInvoice.Seller}/{serial}/{hash}";
        string Signed(byte[] signature) => $"{link}/{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
        var text = Encoding.UTF8.GetBytes(link);
        if (key is RSA rsa)
        {
            Assert.Equal("valid", await PageAsync(ksef.Emulator, Signed(rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss))));
            Assert.Equal("wrong-signature", await PageAsync(ksef.Emulator, Signed(rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))));
            if (OutsideTool.IsInstalled("openssl")) Assert.Equal("wrong-signature", await PageAsync(ksef.Emulator, Signed(WithGreatestSalt(rsa, text))));
        }
        else
        {
            var ec = (ECDsa)key;
            Assert.Equal("valid", await PageAsync(ksef.Emulator, Signed(ec.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))));
            Assert.Equal("valid", await PageAsync(ksef.Emulator, Signed(ec.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))));
            Assert.Equal("wrong-signature", await PageAsync(ksef.Emulator, Signed(ec.SignHash(SHA256.HashData(SHA256.HashData(text))))));
            Assert.Equal("unknown-certificate", await PageAsync(ksef.Emulator, Signed(ec.SignData(text, HashAlgorithmName.SHA256)).Replace(serial, "0000000000000000", StringComparison.Ordinal)));
            Assert.Equal("no-right", await PageAsync(ksef.Emulator, await ForContext(ec)));
        }
        Assert.Equal("invalid-link", await PageAsync(ksef.Emulator, Signed([1]) + "=="));
        Assert.Equal("invalid-link", await PageAsync(ksef.Emulator, Signed([1]).Replace(serial, "0123456789abcdef", StringComparison.Ordinal)));
        Assert.Equal("invalid-link", await PageAsync(ksef.Emulator, Signed([1]).Replace(serial, serial[1..], StringComparison.Ordinal)));

        (await client.PostAsync($"certificates/{serial}/revoke", new JsonObject { ["revocationReason"] = "Superseded" })).Expect(204);
        (await client.PostAsync($"certificates/{serial}/revoke")).ExpectCode(25009);
        Assert.Equal("invalid-certificate", await PageAsync(ksef.Emulator, Signed([1, 2, 3])));
        var listed = (await client.PostAsync("certificates/query", new JsonObject { ["status"] = "Revoked", ["type"] = "Offline" })).Expect(200).Json["certificates"]!.AsArray();
        Assert.Equal(serial, (string)Assert.Single(listed)!["certificateSerialNumber"]!);

        Task<string> ForContext(ECDsa ec)
        {
            var foreign = link.Replace($"Nip/{SampleInvoice.Seller}", $"Nip/{SampleInvoice.Buyer}", StringComparison.Ordinal);
            return Task.FromResult($"{foreign}/{System.Buffers.Text.Base64Url.EncodeToString(ec.SignData(Encoding.UTF8.GetBytes(foreign), HashAlgorithmName.SHA256))}");
        }
    }

    private static byte[] WithGreatestSalt(RSA rsa, byte[] text)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, rsa.ExportPkcs8PrivateKeyPem());
        var signed = OutsideTool.Run("sh", ["-c", $"openssl dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:-2 -sign '{file}' | openssl base64 -A"], text);
        File.Delete(file);
        return Convert.FromBase64String(signed.Output);
    }

    [Fact]
    public async Task An_authentication_certificate_logs_in_and_an_offline_one_does_not()
    {
        await using var ksef = await StartAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (serial, certificate) = await EnrollAsync(ksef.Client, key, "Authentication");
        using var withKey = certificate.CopyWithPrivateKey(key);
        using var other = new RawClient(ksef.Emulator);
        await XadesLoginTests.LoginAsync(other, withKey);
        Assert.Equal("InternalCertificate", (string)(await other.GetAsync("auth/sessions")).Json["items"]![0]!["authenticationMethod"]!);
        (await other.SendAsync(HttpMethod.Put, $"testdata/certificates/{serial}", new JsonObject { ["validTo"] = "2026-02-01T00:00:00Z" })).Expect(200);
        (await other.SendAsync(HttpMethod.Put, "testdata/certificates/0000000000000000", new JsonObject { ["validTo"] = "2026-02-01T00:00:00Z" })).ExpectCode(25008);
        Assert.Equal(460, await StatusAsync(other, withKey));
        using var second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (_, offline) = await EnrollAsync(ksef.Client, second);
        using var offlineWithKey = offline.CopyWithPrivateKey(second);
        Assert.Equal(460, await StatusAsync(other, offlineWithKey));
    }

    private static async Task<int> StatusAsync(RawClient client, X509Certificate2 certificate)
    {
        var document = new LoginSigner(certificate).Sign(LoginSigner.Request(await XadesLoginTests.ChallengeAsync(client), $"<Nip>{SampleInvoice.Seller}</Nip>"));
        var begun = (await XadesLoginTests.PostAsync(client, document)).Expect(202).Json;
        return (int)(await client.SendAsync(HttpMethod.Get, $"auth/{begun["referenceNumber"]}", null, (string)begun["authenticationToken"]!["token"]!)).Json["status"]!["code"]!;
    }

    [Fact]
    public async Task Requests_are_held_to_form_key_attributes_and_limits()
    {
        await using var ksef = await StartAsync();
        var client = ksef.Client;
        async Task Refused(int code, byte[] csr) => (await client.PostAsync("certificates/enrollments", Body(csr))).ExpectCode(code);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var large = RSA.Create(3072);
        var good = await CsrAsync(client, ec);
        await Refused(25004, [1, 2, 3]);
        byte[] broken = [.. good];
        broken[^1] ^= 1;
        await Refused(25004, broken);
        await Refused(25010, await CsrAsync(client, p384));
        await Refused(25010, await CsrAsync(client, large));
        await Refused(25003, await CsrAsync(client, ec, "Sliwinska"));
        byte[] md5 = [.. good];
        var oid = Convert.FromHexString("06082A8648CE3D040302");
        md5[md5.AsSpan().LastIndexOf(oid) + oid.Length - 1] = 9;
        await Refused(25011, md5);
        (await client.PostAsync("certificates/enrollments", new JsonObject { ["certificateName"] = "a", ["certificateType"] = "Offline", ["csr"] = Convert.ToBase64String(good) })).ExpectCode(21405);
        (await client.GetAsync($"certificates/enrollments/{new string('A', 36)}")).ExpectCode(25005);
        (await client.GetAsync("certificates/enrollments/short")).ExpectCode(21405);
        (await client.PostAsync("certificates/retrieve", new JsonObject { ["certificateSerialNumbers"] = new JsonArray() })).ExpectCode(21405);
        (await client.PostAsync("certificates/0000000000000000/revoke")).ExpectCode(25008);
        (await client.PostAsync("certificates/xyz/revoke")).ExpectCode(21405);
        (await client.PostAsync("certificates/query?pageSize=51")).ExpectCode(21405);

        var limits = (await client.GetAsync("certificates/limits")).Expect(200).Json;
        Assert.Equal(300, (int)limits["enrollment"]!["limit"]!);
        (await client.PostAsync("testdata/limits/subject/certificate", new JsonObject { ["certificate"] = new JsonObject { ["maxCertificates"] = 1 }, ["enrollment"] = new JsonObject { ["maxEnrollments"] = 2 } })).Expect(200);
        Assert.Equal(1, (int)(await client.GetAsync("limits/subject")).Expect(200).Json["certificate"]!["maxCertificates"]!);
        (await client.PostAsync("certificates/enrollments", Body(good))).Expect(202);
        await Refused(25007, good);
        (await client.PostAsync("testdata/limits/subject/certificate", new JsonObject { ["certificate"] = new JsonObject { ["maxCertificates"] = 5 }, ["enrollment"] = new JsonObject { ["maxEnrollments"] = 1 } })).Expect(200);
        await Refused(25006, good);
        (await client.DeleteAsync("testdata/limits/subject/certificate")).Expect(200);
        (await client.PostAsync("testdata/limits/subject/certificate", new JsonObject { ["certificate"] = 5 })).ExpectCode(21405);
        var reference = (string)(await client.PostAsync("certificates/enrollments", Body(good))).Expect(202).Json["referenceNumber"]!;
        ksef.Time.Advance(TimeSpan.FromDays(31));
        using var certificate = LoginSigner.SelfSigned(Subject);
        await XadesLoginTests.LoginAsync(client, certificate);
        (await client.GetAsync($"certificates/enrollments/{reference}")).Expect(410);
    }

    [Fact]
    public async Task A_token_enrols_nothing()
    {
        await using var ksef = await TestKsef.StartAsync();
        (await ksef.Client.GetAsync("certificates/enrollments/data")).ExpectCode(25001);
        (await ksef.Client.PostAsync("certificates/enrollments", Body([1]))).ExpectCode(25002);
        (await ksef.Client.PostAsync("certificates/0000000000000000/revoke")).Expect(403);
    }
}

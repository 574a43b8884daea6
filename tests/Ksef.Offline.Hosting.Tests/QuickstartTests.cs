using System.Diagnostics;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Hosting.Tests;

/// <summary>The first thing a newcomer runs: it ends with three numbers, its papers stand before outside judges, and a kill half-way costs nothing.</summary>
public sealed partial class QuickstartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ksef-quickstart").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Three_invoices_end_with_three_numbers_and_their_codes_are_read_and_verified_by_others()
    {
        var numbers = Numbers(Run());
        Assert.Equal(3, numbers.Length);
        Assert.Equal(3, Directory.GetFiles(_folder, "upo.xml", SearchOption.AllDirectories).Length);
        Assert.Equal(3, Directory.GetFiles(_folder, "page.html", SearchOption.AllDirectories).Length);
        foreach (var png in Directory.GetFiles(_folder, "kod-*.png", SearchOption.AllDirectories))
        {
            var read = OutsideTool.Run("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", png]).Output.Trim();
            Assert.Equal(File.ReadAllText(Path.ChangeExtension(png, ".txt")), read);
        }
        using var certificate = X509CertificateLoader.LoadPkcs12FromFile(Path.Combine(_folder, "offline-certificate.pfx"), "");
        foreach (var link in Directory.GetFiles(_folder, "kod-2.txt", SearchOption.AllDirectories)) Assert.True(OpensslVerifies(certificate, File.ReadAllText(link)), link);
    }

    [Fact]
    public void Killed_half_way_a_second_run_goes_on_and_a_third_shows_the_same_three_numbers()
    {
        KillWhenItSays("sending");
        var second = Numbers(Run());
        Assert.Equal(3, second.Length);
        Assert.Equal(second, Numbers(Run()));
        var journal = File.ReadAllText(Path.Combine(_folder, "ksef", "journal.jsonl"));
        foreach (var number in second) Assert.Contains(number, journal, StringComparison.Ordinal);
        Assert.Equal(3, KsefNumberText().Matches(journal).Select(m => m.Value).Distinct().Count());
    }

    private static string[] Numbers(string output) => [.. output.Split('\n').Where(l => l.Contains("OFF/", StringComparison.Ordinal)).Select(l => KsefNumberText().Match(l).Value).Where(n => n.Length > 0)];

    private string Run()
    {
        var result = OutsideTool.Run("dotnet", [Program, "--folder", _folder], seconds: 120);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return result.Output;
    }

    private void KillWhenItSays(string word)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Program);
        start.ArgumentList.Add("--folder");
        start.ArgumentList.Add(_folder);
        using var process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line)
            if (line.EndsWith(word, StringComparison.Ordinal)) break;
        process.Kill();
        process.WaitForExit();
        Assert.NotEqual(0, process.ExitCode);
    }

    private static string Program => Path.Combine(SharedData.ProjectRoot, "samples", "Quickstart", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Quickstart.dll");

    /// <summary>Cuts the signed text and the signature out of the link and lets openssl judge them by the certificate's public key.</summary>
    private bool OpensslVerifies(X509Certificate2 certificate, string link)
    {
        var signed = link["https://".Length..link.LastIndexOf('/')];
        var signature = System.Buffers.Text.Base64Url.DecodeFromChars(link.AsSpan(link.LastIndexOf('/') + 1));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new System.Numerics.BigInteger(signature.AsSpan(0, 32), isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true));
        }
        string key = Path.Combine(_folder, "key.pem"), text = Path.Combine(_folder, "signed.txt"), der = Path.Combine(_folder, "signature.der");
        File.WriteAllText(key, PemEncoding.WriteString("PUBLIC KEY", certificate.PublicKey.ExportSubjectPublicKeyInfo()));
        File.WriteAllText(text, signed, new UTF8Encoding(false));
        File.WriteAllBytes(der, writer.Encode());
        return OutsideTool.Run("openssl", ["dgst", "-sha256", "-verify", key, "-signature", der, text]).ExitCode == 0;
    }

    [GeneratedRegex("[0-9]{10}-[0-9]{8}-[0-9A-F]{12}-[0-9A-F]{2}")]
    private static partial Regex KsefNumberText();
}

using System.CommandLine;
using Ksef.Offline.Invoices;
using Ksef.Offline.Qr;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>qr FILE</c>: KOD I and KOD II of an issued invoice, as links, PNG and SVG.</summary>
internal static class QrCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The issued FA(3) file." };
        var environment = new Option<string>("--environment") { HelpName = "test|demo|prod", Description = "test, demo or prod.", Required = true };
        environment.CompletionSources.Add("test", "demo", "prod");
        var host = new Option<string?>("--qr-host") { HelpName = "HOST", Description = "Another host for the links: a bare host name, or host:port." };
        var certificate = new Option<string?>("--cert") { HelpName = "PFX", Description = "The Offline certificate with its key (PFX); without it there is no KOD II." };
        var password = new Option<string?>("--password-env") { HelpName = "VAR", Description = "The environment variable that holds the password of the PFX." };
        var context = new Option<string?>("--context") { HelpName = "TYPE:ID", Description = "The context of login for sending, e.g. nip:1234567890; the seller's NIP by default." };
        var number = new Option<string?>("--ksef-number") { HelpName = "NUMBER", Description = "The KSeF number, where there is one." };
        var folder = new Option<string>("--out") { HelpName = "DIR", Description = "The folder for the pictures.", Required = true };
        var command = new HelpfulCommand(
            "qr",
            "Makes KOD I and KOD II of an issued invoice: links, PNG and SVG. The certificate is checked as of now.",
            "ksef-offline qr invoice.xml --environment test --cert offline.pfx --password-env PFX_PASSWORD --out codes") { file, environment, host, certificate, password, context, number, folder };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var ksef = EnvironmentText.Parse(parsed.GetValue(environment)!, parsed.GetValue(host));
            CertificateFile.CheckPair(parsed.GetValue(certificate), parsed.GetValue(password));
            var given = Number(parsed.GetValue(number));
            var invoice = Invoice(path);
            var login = Context(parsed.GetValue(context), invoice);
            var target = OutputFolder.Make("--out", parsed.GetValue(folder)!);
            var name = Path.GetFileNameWithoutExtension(path);
            var first = VerificationLinks.ForInvoice(ksef, invoice);
            var second = given is null && parsed.GetValue(certificate) is { } pfx ? Sign(ksef, invoice, login, pfx, parsed.GetValue(password)) : null;
            var code1 = Draw(first, CodeLabel.For(first, given), target, name + ".kod1");
            var code2 = second is null ? null : Draw(second, CodeLabel.For(second), target, name + ".kod2");
            JsonLines.Write(new { code1, code2 });
            return ExitCode.Good;
        });
        return command;
    }

    private static VerificationLink Sign(KsefEnvironment ksef, IssuedInvoice invoice, VerificationContext context, string pfx, string? passwordVariable)
    {
        using var signer = SignerFile.Open(pfx, passwordVariable);
        return VerificationLinks.ForCertificate(ksef, invoice, context, signer, SystemClock.Instance.GetCurrentInstant());
    }

    private static object Draw(VerificationLink link, string label, string folder, string name)
    {
        var image = QrImage.Render(link, label);
        var (svg, png) = (Path.Combine(folder, name + ".svg"), Path.Combine(folder, name + ".png"));
        try
        {
            File.WriteAllText(svg, image.ToSvg());
            File.WriteAllBytes(png, image.ToPng());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{folder}' cannot be written: {e.Message}");
        }
        return new { url = link.Url, label, svg, png };
    }

    private static IssuedInvoice Invoice(string path) =>
        IssuedInvoice.TryRead(InputFile.Read(path), out var invoice, out var findings) ? invoice : throw new UsageException($"'{path}': {string.Join(" ", findings)}");

    private static KsefNumber? Number(string? text) =>
        text is null ? null : KsefNumberCommand.Judge(text) is { } reason ? throw new UsageException($"--ksef-number '{text}': {reason}.") : KsefNumber.Parse(text);

    private static VerificationContext Context(string? text, IssuedInvoice invoice)
    {
        try
        {
            return text is null ? VerificationContext.ForNip(invoice.Key.SellerNip) : VerificationContext.Parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException($"--context: {e.Message}");
        }
    }
}

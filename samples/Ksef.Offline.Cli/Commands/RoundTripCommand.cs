using System.CommandLine;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Writing;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>roundtrip FILE</c>: reads an FA(3) file into the model and writes it again, XML on standard output.</summary>
internal static class RoundTripCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("FILE") { Description = "The FA(3) file." };
        var command = new Command("roundtrip", "Reads an FA(3) file into the model and writes it again to standard output.") { path };
        command.SetAction(parsed =>
        {
            if (!InvoiceReader.TryRead(Load(parsed.GetValue(path)!), out var invoice, out var findings))
            {
                foreach (var finding in findings) Console.Error.WriteLine(finding);
                return ExitCode.FoundBad;
            }
            foreach (var finding in findings) Console.Error.WriteLine(finding);
            using var output = Console.OpenStandardOutput();
            InvoiceWriter.Write(invoice, output);
            return ExitCode.Good;
        });
        return command;
    }

    private static byte[] Load(string path)
    {
        try
        {
            var size = new FileInfo(path).Length;
            if (size > InvoiceReader.MaxBytes) throw new UsageException($"'{path}' has {size} bytes; at most {InvoiceReader.MaxBytes} are read.");
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"'{path}' cannot be read: {e.Message}");
        }
    }
}

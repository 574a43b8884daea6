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
        var command = new HelpfulCommand("roundtrip", "Reads an FA(3) file into the model and writes it again to standard output.", "ksef-offline roundtrip invoice.xml") { path };
        command.SetAction(parsed =>
        {
            if (!InvoiceReader.TryRead(InputFile.Read(parsed.GetValue(path)!), out var invoice, out var findings))
            {
                foreach (var finding in findings) Say.Line(finding.ToString());
                return ExitCode.FoundBad;
            }
            foreach (var finding in findings) Say.Line(finding.ToString());
            using var output = Console.OpenStandardOutput();
            InvoiceWriter.Write(invoice, output);
            return ExitCode.Good;
        });
        return command;
    }
}

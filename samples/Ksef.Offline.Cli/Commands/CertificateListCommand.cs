using System.CommandLine;
using NodaTime.Text;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>certificate list</c>: the taxpayer's certificates as KSeF knows them.</summary>
internal static class CertificateListCommand
{
    public static Command Create()
    {
        var login = new KsefLogin();
        var active = new Option<bool>("--active") { Description = "Only those that are valid now." };
        var command = new HelpfulCommand("list", "Lists the taxpayer's certificates in KSeF, a line each; instants in UTC.", "ksef-offline certificate list --ksef test --nip 5261040828 --token-env KSEF_TOKEN --active") { active };
        login.AddTo(command);
        command.SetAction((parsed, cancellationToken) => KsefCall.RunAsync(login, parsed, async certificates =>
        {
            foreach (var one in await certificates.ListAsync(null, parsed.GetValue(active), cancellationToken))
            {
                JsonLines.Write(new
                {
                    serial = one.SerialNumber,
                    name = one.Name,
                    type = one.Kind?.ToString(),
                    status = one.Status,
                    subject = one.CommonName,
                    validFrom = one.ValidFrom is { } from ? InstantPattern.General.Format(from) : null,
                    validTo = one.ValidTo is { } to ? InstantPattern.General.Format(to) : null,
                });
            }
            return ExitCode.Good;
        }, cancellationToken));
        return command;
    }
}

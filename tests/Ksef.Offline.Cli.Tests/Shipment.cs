using Ksef.Offline.Emulator;

namespace Ksef.Offline.Cli.Tests;

/// <summary>Invoices on their way: issued, sent, and each with one number in the end.</summary>
internal static class Shipment
{
    public static void Check(KsefEmulator ksef, string db, int count)
    {
        Assert.Equal(count, ksef.Invoices.Count);
        Assert.Equal(count, ksef.Invoices.Select(i => i.Key).Distinct().Count());
        var register = Cli.Lines(Cli.Run("", "register", "--db", db));
        Assert.Equal(ksef.Invoices.Select(i => (i.Key.ToString(), i.KsefNumber.ToString())).Order(), register.Select(l => (l.GetProperty("key").GetString()!, l.GetProperty("ksefNumber").GetString()!)).Order());
    }

    public static void Issue(Papers papers, string db, int count)
    {
        var issued = Cli.Run("", ["issue", .. Enumerable.Range(1, count).Select(i => papers.Invoice($"FV/{i}")), "--mode", "offline24", "--db", db]);
        Assert.True(issued.ExitCode == 0, issued.Error);
    }

    public static string[] Send(KsefEmulator ksef, string db) => ["send", "--db", db, "--ksef", ksef.BaseAddress.AbsoluteUri, "--nip", Papers.Nip, "--token-env", "TOKEN", "--once"];
}

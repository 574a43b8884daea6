using Ksef.Offline.Emulator;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using NodaTime;

namespace Ksef.Offline.Cli.Tests;

/// <summary>Issue, send, status, register: the way of an operator.</summary>
public sealed class WholeWayTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ksef-cli").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_are_issued_once_sent_once_and_registered_with_their_numbers()
    {
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Environment.SetEnvironmentVariable("KSEF_CLI_TEST_TOKEN", ksef.Token);
        string[] files = [Invoice("FV/1"), Invoice("FV/2")];
        var db = "sqlite:" + Path.Combine(_folder, "outbox.db");

        var issued = Cli.Run("", ["issue", .. files, "--mode", "offline24", "--db", db, "--reason", "no line", "--actor", "shop 1"]);
        Assert.Equal(0, issued.ExitCode);
        Assert.All(Cli.Lines(issued), l => Assert.Equal(("Issued", "offline24"), (l.GetProperty("state").GetString(), l.GetProperty("mode").GetString())));
        Assert.Equal(2, Cli.Lines(Cli.Run("", ["issue", .. files, "--mode", "offline24", "--db", db])).Length);
        Assert.Equal(2, Cli.Lines(Cli.Run("", "status", "--db", db)).Length);

        var sent = Cli.Run("", "send", "--db", db, "--ksef", ksef.BaseAddress.AbsoluteUri, "--nip", "5261040828", "--token-env", "KSEF_CLI_TEST_TOKEN", "--once");
        Assert.True(sent.ExitCode == 0, sent.Error);
        Assert.Equal(2, ksef.Invoices.Count);

        var register = Cli.Lines(Cli.Run("", "register", "--db", db));
        Assert.Equal(ksef.Invoices.Select(i => i.KsefNumber.ToString()).Order(), register.Select(l => l.GetProperty("ksefNumber").GetString()).Order());
        Assert.Equal(ksef.Invoices.Select(i => i.Hash.ToBase64()).Order(), register.Select(l => l.GetProperty("invoiceHash").GetString()).Order());
        Assert.Equal(3, Cli.Run("", "register", "--db", db, "--csv").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void What_is_no_invoice_is_refused_with_the_place_and_other_bytes_under_a_taken_number_with_both_hashes()
    {
        var db = "sqlite:" + Path.Combine(_folder, "outbox.db");
        var bad = Path.Combine(_folder, "bad.xml");
        File.WriteAllText(bad, File.ReadAllText(Invoice("FV/3")).Replace("<P_2>FV/3</P_2>", "<P_2>FV/3</P_2><Nieznany/>", StringComparison.Ordinal));
        var refused = Cli.Run("", "issue", bad, "--mode", "offline24", "--db", db);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Nieznany", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("", "issue", Invoice("FV/3"), "--mode", "offline24", "--db", db).ExitCode);
        var taken = Cli.Run("", "issue", Invoice("FV/3", 2m), "--mode", "offline24", "--db", db);
        Assert.Equal(1, taken.ExitCode);
        Assert.Contains("other bytes", taken.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status", "--db", "oracle:x")]
    [InlineData("status", "--db", "sqlite:no-such-folder/outbox.db")]
    [InlineData("register")]
    [InlineData("issue", "no-such-file.xml", "--mode", "offline25", "--db", "sqlite:x.db")]
    public void What_cannot_be_used_is_one_line_and_exit_code_2(params string[] arguments)
    {
        var result = Cli.Run("", arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    private string Invoice(string number, decimal quantity = 1m)
    {
        var file = Path.Combine(_folder, $"{number.Replace('/', '-')}-{quantity}.xml");
        var now = SystemClock.Instance.GetCurrentInstant();
        var issued = InvoiceBuilder
            .Vat(Party.Seller("5261040828", "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"))
            .Number(number).IssuedOn(now.InZone(DateTimeZoneProviders.Tzdb["Europe/Warsaw"]).Date).Line("Usługa", quantity, "szt.", 100m, VatRate.Standard23).Build().Issue(now);
        File.WriteAllBytes(file, issued.Bytes.Span);
        return file;
    }
}

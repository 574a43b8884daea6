using System.Text;
using Ksef.Offline.Hosting.Alerts;
using NodaTime;

namespace Ksef.Offline.Hosting.Tests.Alerts;

public sealed class FolderNotifierTests : IDisposable
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 21, 6, 0);
    private readonly string _folder = Directory.CreateTempSubdirectory("ksef-alerts").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_report_becomes_a_mail_file_and_an_alert_a_line()
    {
        using var notifier = new FolderNotifier(_folder);
        var mail = EmlMessage.Write("ksef@example.pl", "biuro@example.pl", "Faktury czekające: żółty alarm", "Zażółć", "<p>Zażółć</p>", At);
        await notifier.NotifyAsync(new Alert(AlertKind.DailyReport, "shop", "2026-11-21", At, "report", "raport", Attachment: mail), TestContext.Current.CancellationToken);
        await notifier.NotifyAsync(new Alert(AlertKind.LastDay, "shop", "k/2026-11-21", At, "last day", "ostatni dzień"), TestContext.Current.CancellationToken);
        Assert.Equal(mail, await File.ReadAllBytesAsync(Path.Combine(_folder, "shop-2026-11-21.eml"), TestContext.Current.CancellationToken));
        Assert.Contains("ostatni dzień", await File.ReadAllTextAsync(Path.Combine(_folder, "alerts.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_is_one_line_whatever_KSeF_said_and_no_half_of_a_mail_is_left()
    {
        using var notifier = new FolderNotifier(_folder);
        await notifier.NotifyAsync(new Alert(AlertKind.Rejected, "shop", "k", At, "refused:\r\nline", "odrzucono:\nwiersz\u0085"), TestContext.Current.CancellationToken);
        Assert.Equal($"2026-11-21T06:00:00Z Rejected shop refused:  line | odrzucono: wiersz {Environment.NewLine}", await File.ReadAllTextAsync(Path.Combine(_folder, "alerts.log"), TestContext.Current.CancellationToken));
        var mail = new Alert(AlertKind.DailyReport, "../shop/1", "2026-11-21", At, "report", "raport", Attachment: new byte[] { 1, 2 });
        await notifier.NotifyAsync(mail, TestContext.Current.CancellationToken);
        await notifier.NotifyAsync(mail with { Attachment = new byte[] { 3 } }, TestContext.Current.CancellationToken);
        Assert.Equal(["___shop_1-2026-11-21.eml", "alerts.log"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal([3], await File.ReadAllBytesAsync(Path.Combine(_folder, "___shop_1-2026-11-21.eml"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_mail_is_ascii_with_encoded_words_and_both_bodies_and_no_header_can_be_smuggled_in()
    {
        var text = Encoding.ASCII.GetString(EmlMessage.Write("a@example.pl\r\nBcc: x@example.pl", "b@example.pl", "Zażółć gęślą jaźń, a potem jeszcze raz zażółć gęślą jaźń", "treść", "<b>treść</b>", At));
        var head = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        Assert.DoesNotContain("\r\nBcc:", head, StringComparison.Ordinal);
        Assert.Contains("Date: Sat, 21 Nov 2026 06:00:00 +0000", head, StringComparison.Ordinal);
        Assert.All(head.Split("\r\n"), line => Assert.True(line.Length <= 78, line));
        Assert.Contains("text/plain; charset=utf-8", text, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String("<b>treść</b>"u8), text, StringComparison.Ordinal);
    }
}

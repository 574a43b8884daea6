using System.Net;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.States;
using Panel.Demo;

namespace Ksef.Offline.Panel.Tests;

/// <summary>What a person who signed in can do: each leads to its state, stands in the evidence under his name, and is told.</summary>
public sealed class ActionTests
{
    private const string Fifty = "a very long text that nobody wants to read at all ";
    private const string Long = Fifty + Fifty + Fifty + Fifty + Fifty + Fifty + Fifty + Fifty + Fifty + Fifty + "x";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<string> LastEvidenceAsync(RunningPanel panel, string chain)
    {
        EvidenceRecord? last = null;
        await foreach (var record in panel.Outbox.Evidence.ReadAsync(chain, Token)) last = record;
        return $"{last!.Actor}|{last.Kind}|{last.Text}";
    }

    [Theory]
    [InlineData("Hold", "5261040828/VAT/FV/D/001", OutboxState.Held, "Wstrzymano FV/D/001.", "Decision|held: because")]
    [InlineData("Release", "7740001454/VAT/K/2026/0419", OutboxState.Issued, "Zwolniono K/2026/0419.", "Decision|released: because")]
    [InlineData("Withdraw", "7740001454/VAT/K/2026/0419", OutboxState.Withdrawn, "Wycofano K/2026/0419.", "Decision|withdrawn: because")]
    [InlineData("Reexamine", "7740001454/VAT/K/2026/0418", OutboxState.Unknown, "zostanie ponownie poszukana", "Decision|collision re-examined: because")]
    public async Task A_decision_is_made_recorded_and_told(string verb, string text, OutboxState after, string told, string evidence)
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        await panel.SignInAsync();
        Assert.True(Invoices.InvoiceKey.TryParse(text, out var key));
        var page = WebUtility.HtmlDecode(await panel.ActAsync("/invoice?key=" + Uri.EscapeDataString(text), "/invoice/act", ("key", text), ("verb", verb), ("reason", " because "), ("sure", "yes")));
        Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.Contains("role=\"status\"", page, StringComparison.Ordinal);
        Assert.Equal(after, (await panel.Outbox.Store.FindAsync(key, Token))!.State);
        Assert.Equal("Anna Nowak|" + evidence, await LastEvidenceAsync(panel, EvidenceChains.Of(key)));
    }

    [Fact]
    public async Task A_hand_over_is_recorded_with_its_moment()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        await panel.SignInAsync();
        var key = Entries.Key("FV/D/002");
        await panel.ActAsync("/invoice?key=" + Uri.EscapeDataString(key.ToString()), "/invoice/act", ("key", key.ToString()), ("verb", "HandOver"), ("reason", "papier"), ("at", "2026-11-17 09:15"));
        var delivery = (await panel.Outbox.Store.FindAsync(key, Token))!.Delivery;
        Assert.Equal(NodaTime.Instant.FromUtc(2026, 11, 17, 8, 15), delivery.HandedOverAt);
        Assert.Equal("papier", delivery.How);
    }

    [Fact]
    public async Task A_file_goes_into_the_evidence_under_a_harmless_name()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        await panel.SignInAsync();
        var key = Entries.Key("FV/D/003");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await panel.FormTokenAsync("/invoice?key=" + Uri.EscapeDataString(key.ToString()))), "form-token" },
            { new StringContent(key.ToString()), "key" },
            { new StringContent("Attach"), "verb" },
            { new StringContent("zrzut ekranu"), "reason" },
            { new ByteArrayContent([1, 2, 3]), "file", "../../awaria łącza.png" },
        };
        using var answer = await panel.Http.PostAsync("/invoice/act", form, Token);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        EvidenceRecord? last = null;
        await foreach (var record in panel.Outbox.Evidence.ReadAsync(EvidenceChains.Of(key), Token)) last = record;
        Assert.Equal([1, 2, 3], last!.Payload!.Value.ToArray());
        Assert.DoesNotContain('/', last.PayloadName!);
    }

    [Fact]
    public async Task A_note_alone_goes_into_the_evidence_without_a_file()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        await panel.SignInAsync();
        var key = Entries.Key("FV/D/003");
        await panel.ActAsync("/invoice?key=" + Uri.EscapeDataString(key.ToString()), "/invoice/act", ("key", key.ToString()), ("verb", "Attach"), ("reason", "rozmowa z nabywcą"));
        Assert.Equal("Anna Nowak|Attachment|rozmowa z nabywcą", await LastEvidenceAsync(panel, EvidenceChains.Of(key)));
    }

    [Theory]
    [InlineData("Hold", "", "", "powód")]
    [InlineData("Hold", "   ", "", "powód")]
    [InlineData("Hold", "be\u0007cause", "", "sterujących")]
    [InlineData("Hold", Long, "", "do 500 znaków")]
    [InlineData("Withdraw", "because", "", "potwierdzić")]
    [InlineData("HandOver", "paper", "tomorrow", "RRRR-MM-DD")]
    [InlineData("HandOver", "paper", "2026-11-18 10:00", "nie późniejsza niż teraz")]
    [InlineData("Reexamine", "because", "", "KO5002")]
    public async Task A_wish_that_cannot_be_done_says_why_and_changes_nothing(string verb, string reason, string at, string said)
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        await panel.SignInAsync();
        var key = Entries.Key("FV/D/004");
        var page = WebUtility.HtmlDecode(await panel.ActAsync("/invoice?key=" + Uri.EscapeDataString(key.ToString()), "/invoice/act", ("key", key.ToString()), ("verb", verb), ("reason", reason), ("at", at)));
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains(said, page, StringComparison.Ordinal);
        var entry = (await panel.Outbox.Store.FindAsync(key, Token))!;
        Assert.Equal(OutboxState.Issued, entry.State);
        Assert.Null(entry.Delivery.HandedOverAt);
    }

    [Fact]
    public async Task A_technical_correction_is_taken_where_the_content_is_the_same_and_refused_where_not()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        await panel.SignInAsync();
        var key = Entries.Key("FV/C/002");
        var (refused, moment) = ((await panel.Outbox.Store.FindAsync(key, Token))!, NodaTime.Instant.FromDateTimeOffset(RunningPanel.Now));
        var mended = DemoInvoices.Issue(DemoInvoices.Garden, key.Number, refused.IssueDate, moment).Bytes.ToArray();
        var other = DemoInvoices.Issue(DemoInvoices.Garden, key.Number, refused.IssueDate.PlusDays(-1), moment).Bytes.ToArray();
        Assert.Contains("KO50", await CorrectAsync(panel, key, other), StringComparison.Ordinal);
        Assert.Contains("nie można odczytać", await CorrectAsync(panel, key, [1, 2, 3]), StringComparison.Ordinal);
        Assert.Contains("nie można odczytać", await CorrectAsync(panel, key, []), StringComparison.Ordinal);
        Assert.Equal(OutboxState.AwaitingCorrection, (await panel.Outbox.Store.FindAsync(key, Token))!.State);
        Assert.Contains("Przyjęto korektę techniczną", await CorrectAsync(panel, key, mended), StringComparison.Ordinal);
        var after = (await panel.Outbox.Store.FindAsync(key, Token))!;
        Assert.Equal(OutboxState.Issued, after.State);
        Assert.Equal(refused.Hash, after.Corrects);
    }

    [Fact]
    public async Task A_note_goes_into_the_evidence_of_an_incident_and_into_its_package()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        await panel.SignInAsync();
        var page = WebUtility.HtmlDecode(await panel.ActAsync("/incident?id=AWR-1042", "/incident/attach", ("id", "AWR-1042"), ("note", "zgłoszenie 4711 u dostawcy łącza")));
        Assert.Contains("Dołączono do dowodów zdarzenia AWR-1042.", page, StringComparison.Ordinal);
        Assert.Equal("Anna Nowak|Attachment|zgłoszenie 4711 u dostawcy łącza", await LastEvidenceAsync(panel, EvidenceChains.OfIncident("AWR-1042")));
        Assert.Contains("Niczego nie dołączono", WebUtility.HtmlDecode(await panel.ActAsync("/incident?id=AWR-1042", "/incident/attach", ("id", "AWR-1042"), ("note", " "))), StringComparison.Ordinal);
        using var unknown = await panel.PostAsync("/incident/attach", ("form-token", await panel.FormTokenAsync("/incidents")), ("id", "none"), ("note", "x"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_file_beyond_ten_megabytes_is_refused_in_words()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        await panel.SignInAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[11 * 1024 * 1024]), "file", "big.bin" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invoice/act") { Content = form, Headers = { ExpectContinue = true } };
        using var answer = await panel.Http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("10 MB", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_announcement_is_recorded_and_moves_the_terms()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        await panel.SignInAsync();
        var before = (await panel.Outbox.Store.FindAsync(Entries.Key("FV/E/001"), Token))!.Deadline;
        var page = WebUtility.HtmlDecode(await panel.ActAsync("/incidents", "/incidents/announce", ("kind", "Maintenance"), ("source", "Bip"), ("start", "2026-11-17 07:40"), ("end", "2026-11-17 10:30"), ("event", "NIE-77"), ("version", "2"), ("note", "gov.pl")));
        Assert.Contains("Zapisano komunikat NIE-77", page, StringComparison.Ordinal);
        var after = (await panel.Outbox.Store.FindAsync(Entries.Key("FV/E/001"), Token))!.Deadline;
        Assert.Null(before.Due);
        Assert.Equal(new NodaTime.LocalDate(2026, 11, 18), after.Due);
        var messages = (await new AnnouncementBook(panel.Outbox.Announcements).RefreshAsync(Token)).Timeline.Messages;
        Assert.Equal([false, true], messages.Where(m => m.EventId == "NIE-77").OrderBy(m => m.Version).Select(m => m.Confirmed)); // what the BIP says is confirmed
        Assert.StartsWith("Anna Nowak|Announcement|", await LastEvidenceAsync(panel, EvidenceChains.Announcements), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("start", "yesterday")]
    [InlineData("start", "")]
    [InlineData("end", "2026-11-17 06:00")]
    [InlineData("event", "")]
    [InlineData("event", Long)]
    [InlineData("note", Long)]
    [InlineData("version", "0")]
    [InlineData("version", "two")]
    [InlineData("kind", "Earthquake")]
    [InlineData("kind", "Unknown")]
    [InlineData("source", "hearsay")]
    [InlineData("note", "")]
    public async Task A_wrong_field_is_named_and_the_others_are_kept(string field, string value)
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        await panel.SignInAsync();
        var fields = new Dictionary<string, string> { ["kind"] = "Failure", ["source"] = "Bip", ["start"] = "2026-11-17 07:00", ["end"] = "", ["event"] = "AWR-9", ["version"] = "1", ["note"] = "gov.pl/nota" };
        fields[field] = value;
        using var answer = await panel.PostAsync("/incidents/announce", [("form-token", await panel.FormTokenAsync("/incidents")), .. fields.Select(f => (f.Key, f.Value))]);
        var page = await answer.Content.ReadAsStringAsync(Token);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains(field == "note" ? "value=\"AWR-9\"" : "value=\"gov.pl/nota\"", page, StringComparison.Ordinal);
        Assert.Empty(HtmlShape.Errors(page));
    }

    [Fact]
    public async Task What_may_be_in_ksef_is_not_offered_for_withdrawal()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        await panel.SignInAsync();
        Assert.Contains("value=\"Withdraw\"", await panel.GetAsync("/invoice?key=5261040828%2FVAT%2FFV%2FD%2F005"), StringComparison.Ordinal);
        foreach (var number in new[] { "FV/F/001", "FV/F/002", "FV/A/001" })
            Assert.DoesNotContain("value=\"Withdraw\"", await panel.GetAsync("/invoice?key=" + Uri.EscapeDataString(Entries.Key(number).ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hand_over_is_not_offered_for_what_was_handed_over_or_withdrawn_or_is_a_draft()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        await panel.SignInAsync();
        Assert.Contains("value=\"HandOver\"", await panel.GetAsync("/invoice?key=5261040828%2FVAT%2FFV%2FD%2F005"), StringComparison.Ordinal);
        foreach (var key in new[] { "5261040828/VAT/FV/A/002", "7740001454/VAT/K/2026/0420", "5261040828/KOR/FK/001" })
            Assert.DoesNotContain("value=\"HandOver\"", await panel.GetAsync("/invoice?key=" + Uri.EscapeDataString(key)), StringComparison.Ordinal);
    }

    private static async Task<string> CorrectAsync(RunningPanel panel, Invoices.InvoiceKey key, byte[] file)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await panel.FormTokenAsync("/invoice?key=" + Uri.EscapeDataString(key.ToString()))), "form-token" },
            { new StringContent(key.ToString()), "key" },
            { new StringContent("Correct"), "verb" },
            { new StringContent("kolejność elementów"), "reason" },
            { new ByteArrayContent(file), "file", "mended.xml" },
        };
        using var answer = await panel.Http.PostAsync("/invoice/act", form, Token);
        return WebUtility.HtmlDecode(await panel.GetAsync(answer.Headers.Location!.OriginalString));
    }
}

using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Ksef.Offline.Outbox.Evidence;
using Microsoft.Data.Sqlite;

namespace Ksef.Offline.Panel.Tests;

/// <summary>Every page answers, in both languages, well formed, with what it is there to show.</summary>
public sealed partial class PageTests
{
    public static readonly string[] Pages =
    [
        "/", "/?show=Overdue", "/?show=Soon&mode=Offline24&seller=5261040828&text=FV", "/?show=Rejected", "/?page=99", "/register", "/register?q=FV%2FA%2F001", "/register?q=nothing", "/register?from=2026-11-01&to=2026-11-30",
        "/incidents", "/incident?id=AWR-1042", "/incident?id=NIE-77", "/drain", "/drain?start=2026-11-18+18%3A00&hourly=2&batch=10000", "/drain?start=never&hourly=-1", "/reports", "/reports/jpk", "/reports/jpk?month=2026-11&filed=2026-12-20",
        "/invoice?key=5261040828%2FVAT%2FFV%2FA%2F001", "/invoice?key=5261040828%2FVAT%2FFV%2FC%2F002", "/invoice?key=5261040828%2FKOR%2FFK%2F001", "/invoice?key=7740001454%2FVAT%2FK%2F2026%2F0418",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_answers_well_formed_in_both_languages()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        foreach (var person in new[] { false, true })
        {
            if (person) await panel.SignInAsync();
            foreach (var language in new[] { "pl", "en" })
            {
                using (await panel.Http.GetAsync("/language/" + language, Token))
                {
                }
                foreach (var page in Pages)
                {
                    var html = await panel.GetAsync(page);
                    Assert.True(HtmlShape.Errors(html) is [], $"{page}: {string.Join("; ", HtmlShape.Errors(html))}");
                    Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void The_shape_of_a_broken_page_is_seen()
    {
        Assert.Empty(HtmlShape.Errors("<!DOCTYPE html><html lang=\"pl\"><body><h1 id=\"a\">x</h1><a href=\"#a\">a</a></body></html>"));
        foreach (var broken in new[]
        {
            "<!DOCTYPE html><html lang=\"pl\"><body><h1>x</h1><p></body></html>", "<!DOCTYPE html><html lang=\"pl\"><h1>1 < 2</h1></html>", "<!DOCTYPE html><html lang=\"pl\"><h1 id=\"a\">x</h1><p id=\"a\"></p></html>",
            "<!DOCTYPE html><html lang=\"pl\"><h1>x</h1><img src=\"/x\" /></html>", "<!DOCTYPE html><html lang=\"pl\"><h1>x</h1><input id=\"a\" /></html>", "<!DOCTYPE html><html><h1>x</h1></html>",
            "<!DOCTYPE html><html lang=\"pl\"><h1>x</h1><a href=\"#b\">b</a></html>", "<!DOCTYPE html><html lang=\"pl\"><h1 onclick=\"x\">x</h1></html>",
        }) Assert.NotEmpty(HtmlShape.Errors(broken));
    }

    [Fact]
    public async Task The_queue_puts_what_is_overdue_first_and_counts_what_matters()
    {
        await using var panel = await RunningPanel.StartAsync();
        var html = WebUtility.HtmlDecode(await panel.GetAsync("/"));
        Assert.Contains("Po terminie: ", html, StringComparison.Ordinal);
        var rows = html.Split("role=\"rowheader\"")[1..];
        Assert.Contains("FV/C/001", rows[0], StringComparison.Ordinal);
        Assert.Contains("po terminie", rows[0], StringComparison.Ordinal);
        Assert.DoesNotContain("FV/A/001", html, StringComparison.Ordinal); // it has its number
    }

    [Fact]
    public async Task A_polish_page_writes_days_and_notes_the_polish_way()
    {
        await using var panel = await RunningPanel.StartAsync();
        foreach (var path in new[] { "/", "/register", "/incidents", "/incident?id=AWR-1042", "/drain", "/drain?start=19.11.2026+22%3A00&hourly=4&batch=10000", "/reports", "/reports/jpk?month=11.2026&filed=20.12.2026" })
        {
            var words = WebUtility.HtmlDecode(Tags().Replace(await panel.GetAsync(path), " "));
            Assert.DoesNotMatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", words);
            foreach (var english in new[] { "Technical", "Permission", "NumberCollision", "waits for" }) Assert.DoesNotContain(english, words, StringComparison.Ordinal);
        }
        var queue = WebUtility.HtmlDecode(await panel.GetAsync("/"));
        Assert.Contains("kod 430: Błąd weryfikacji", queue, StringComparison.Ordinal);
        Assert.Contains("czeka na numer KSeF faktury FV/A/012", queue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_its_number_is_done_and_nobody_is_told_to_send_it()
    {
        await using var panel = await RunningPanel.StartAsync();
        // An unavailability announced for the end of the term warns of what still waits, and only of that.
        Assert.Contains("KO3007", await panel.GetAsync("/invoice?key=5261040828%2FVAT%2FFV%2FA%2F011"), StringComparison.Ordinal);
        var done = WebUtility.HtmlDecode(await panel.GetAsync("/invoice?key=5261040828%2FVAT%2FFV%2FA%2F001"));
        Assert.DoesNotContain("KO3007", done, StringComparison.Ordinal);
        Assert.Contains("<p class=\"lead good\">Załatwione", done, StringComparison.Ordinal);
        Assert.Contains("przesłana w terminie", done, StringComparison.Ordinal);
        Assert.Contains("przesłana po terminie", WebUtility.HtmlDecode(await panel.GetAsync("/invoice?key=5261040828%2FVAT%2FFV%2FB%2F006")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invoice_says_who_buys_and_for_how_much()
    {
        await using var panel = await RunningPanel.StartAsync();
        var invoice = WebUtility.HtmlDecode(await panel.GetAsync("/invoice?key=5261040828%2FVAT%2FFV%2FA%2F011"));
        Assert.Contains("Jan Żak", invoice, StringComparison.Ordinal);
        Assert.Matches("[0-9],[0-9]{2}\u00A0PLN", invoice);
        Assert.DoesNotContain("class=\"deal\"", await panel.GetAsync("/invoice?key=5261040828%2FKOR%2FFK%2F001"), StringComparison.Ordinal); // a draft is no file yet
    }

    [Fact]
    public async Task What_waits_for_a_person_is_never_called_in_time()
    {
        await using var panel = await RunningPanel.StartAsync();
        // One taxpayer's queue drains, the other's two are held and disputed: both are told at the first look.
        var all = WebUtility.HtmlDecode(await panel.GetAsync("/drain"));
        Assert.Contains("zielona-laka", all, StringComparison.Ordinal);
        Assert.Equal(2, all.Split("do decyzji: 2").Length - 1);
        Assert.Contains("lead warn\">Tak, zdąży wszystko, czego termin jeszcze nie minął", all, StringComparison.Ordinal);
        // The one in trouble is the one that is shown.
        Assert.Contains("lead bad\">Nie: 13 nie zdąży. Po terminie już teraz: 1.", WebUtility.HtmlDecode(await panel.GetAsync("/drain?start=19.11.2026+22%3A00&hourly=4&batch=10000")), StringComparison.Ordinal);
        // What has begun cannot begin earlier.
        Assert.Contains("name=\"start\" value=\"17.11.2026 10:40\"", await panel.GetAsync("/drain?start=01.11.2026+10%3A00"), StringComparison.Ordinal);
        var books = WebUtility.HtmlDecode(await panel.GetAsync("/drain?taxpayer=zrodlo"));
        Assert.Contains("lead warn", books, StringComparison.Ordinal);
        Assert.Contains("Samo nie wyśle się nic.", books, StringComparison.Ordinal);
        Assert.Contains("2 faktury, których termin biegnie", books, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_need_not_be_sent_is_no_part_of_the_forecast()
    {
        var free = Outbox.Entries.EntryDeadline.From(Deadlines.DeadlineKind.NoObligation, null, null, 0);
        await using var panel = await RunningPanel.StartAsync(fill: outbox => Entries.AddAsync(outbox, "FV/1", new NodaTime.LocalDate(2026, 11, 17), deadline: free));
        Assert.Contains("<p class=\"lead good\">Nic nie czeka na wysłanie.", WebUtility.HtmlDecode(await panel.GetAsync("/drain")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_all_is_well_the_first_words_say_so()
    {
        await using var panel = await RunningPanel.StartAsync(fill: outbox => Entries.AddAsync(outbox, "FV/1", new NodaTime.LocalDate(2026, 11, 17)));
        Assert.Contains("<p class=\"lead good\">Nic nie jest po terminie ani zagrożone.", WebUtility.HtmlDecode(await panel.GetAsync("/")), StringComparison.Ordinal);
        Assert.Contains("<p class=\"lead good\">Tak, wszystko zdąży.", WebUtility.HtmlDecode(await panel.GetAsync("/drain")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invoice_shows_its_deadline_in_both_languages_whatever_the_page_speaks()
    {
        await using var panel = await RunningPanel.StartAsync();
        var html = WebUtility.HtmlDecode(await panel.GetAsync("/invoice?key=5261040828%2FVAT%2FFV%2FA%2F011"));
        Assert.Contains("<div lang=\"pl\">", html, StringComparison.Ordinal);
        Assert.Contains("<div lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Contains("106nf(4)", html, StringComparison.Ordinal);
        Assert.Contains("working day", html, StringComparison.Ordinal);
        Assert.Contains("KOD II", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_shows_the_code_of_ksef_and_what_can_be_done()
    {
        await using var panel = await RunningPanel.StartAsync();
        var html = WebUtility.HtmlDecode(await panel.GetAsync("/invoice?key=5261040828%2FVAT%2FFV%2FC%2F002"));
        Assert.Contains("KSeF odrzucił, kod 430", html, StringComparison.Ordinal);
        Assert.Contains("korekta techniczna z tą samą treścią", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invoice_with_its_number_shows_kod_I_with_the_number_and_no_kod_II()
    {
        await using var panel = await RunningPanel.StartAsync();
        var html = await panel.GetAsync("/invoice?key=5261040828%2FVAT%2FFV%2FA%2F001");
        Assert.DoesNotContain("KOD II", html, StringComparison.Ordinal);
        using var picture = await panel.Http.GetAsync("/code.svg?code=1&key=5261040828%2FVAT%2FFV%2FA%2F001", Token);
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType?.MediaType);
        using var second = await panel.Http.GetAsync("/code.svg?code=2&key=5261040828%2FVAT%2FFV%2FA%2F001", Token);
        Assert.Equal(HttpStatusCode.NotFound, second.StatusCode);
    }

    [Fact]
    public async Task An_invoice_is_found_by_anything_it_is_known_by()
    {
        await using var panel = await RunningPanel.StartAsync();
        var entry = await panel.Outbox.Store.FindAsync(Entries.Key("FV/A/001"), Token);
        foreach (var known in new[] { "FV/A/001", entry!.Reference.ToString(), entry.Hash.ToBase64(), entry.Hash.ToBase64Url(), entry.Acceptance!.Number.ToString() })
        {
            using var answer = await panel.Http.GetAsync("/invoice?key=" + Uri.EscapeDataString(known), Token);
            Assert.Equal("/invoice?key=5261040828%2FVAT%2FFV%2FA%2F001", answer.Headers.Location?.OriginalString);
            Assert.Contains("FV/A/001", await panel.GetAsync("/register?q=" + Uri.EscapeDataString(known)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_number_that_two_sellers_gave_leads_to_the_register_with_both()
    {
        await using var panel = await RunningPanel.StartAsync(fill: async outbox =>
        {
            foreach (var seller in new[] { "5261040828", "7740001454" }) await Entries.AddAsync(outbox, "1/2026", new NodaTime.LocalDate(2026, 11, 17), seller: seller);
        });
        using var answer = await panel.Http.GetAsync("/invoice?key=1%2F2026", Token);
        Assert.Equal("/register?q=1%2F2026", answer.Headers.Location?.OriginalString);
        Assert.Equal(2, (await panel.GetAsync("/register?q=1%2F2026")).Split("role=\"rowheader\"").Length - 1);
    }

    [Fact]
    public async Task Evidence_that_was_written_over_is_called_broken()
    {
        await using var panel = await RunningPanel.StartAsync();
        const string Invoice = "/invoice?key=5261040828%2FVAT%2FFV%2FA%2F001";
        Assert.Contains("łańcuch dowodów nienaruszony", WebUtility.HtmlDecode(await panel.GetAsync(Invoice)), StringComparison.Ordinal);
        await ExecuteAsync(panel.File, "UPDATE ksef_evidence SET text = text || '!' WHERE sequence = 2");
        Assert.Contains("<span class=\"badge bad\">łańcuch dowodów przerwany na wpisie 2</span>", WebUtility.HtmlDecode(await panel.GetAsync(Invoice)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_that_was_stored_before_an_announcement_is_said_to_have_moved()
    {
        await using var panel = await RunningPanel.StartAsync(fill: outbox => Entries.AddAsync(outbox, "FV/1", new NodaTime.LocalDate(2026, 11, 17)));
        const string Invoice = "/invoice?key=5261040828%2FVAT%2FFV%2F1";
        Assert.DoesNotContain("Komunikaty się zmieniły", WebUtility.HtmlDecode(await panel.GetAsync(Invoice)), StringComparison.Ordinal);
        await ExecuteAsync(panel.File, "UPDATE ksef_entry SET due = due + 1");
        Assert.Contains("Komunikaty się zmieniły", WebUtility.HtmlDecode(await panel.GetAsync(Invoice)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incident_lists_what_is_open_first_and_marks_what_was_sent_in_time()
    {
        await using var panel = await RunningPanel.StartAsync();
        var html = WebUtility.HtmlDecode(await panel.GetAsync("/incident?id=AWR-1042"));
        Assert.Contains("FV/A/011", html.Split("href=\"/invoice")[1], StringComparison.Ordinal);
        Assert.Equal(21, html.Split("mark good").Length - 1); // ten issued, ten sent, one in the legend
        Assert.Contains("termin 19.11", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_comes_as_a_package_that_verifies()
    {
        await using var panel = await RunningPanel.StartAsync();
        foreach (var path in new[] { "/evidence.zip?key=5261040828%2FVAT%2FFV%2FA%2F001", "/incident.zip?id=AWR-1042" })
        {
            var package = await panel.Http.GetByteArrayAsync(path, Token);
            Assert.Empty(EvidencePackage.Verify(package));
            using var zip = new ZipArchive(new MemoryStream(package));
            Assert.NotNull(zip.GetEntry("manifest.json"));
        }
    }

    [Fact]
    public async Task The_register_as_csv_holds_every_invoice_and_the_documents_of_a_total_failure()
    {
        await using var panel = await RunningPanel.StartAsync();
        var csv = await panel.GetAsync("/register.csv");
        Assert.StartsWith("reference,key,sellerNip,kind,invoiceNumber", csv, StringComparison.Ordinal);
        Assert.Contains("FV/A/001", csv, StringComparison.Ordinal);
        Assert.Contains("P/01", csv, StringComparison.Ordinal);
        // A period holds its first and its last day, and no other.
        var period = await panel.GetAsync("/register.csv?from=15.11.2026&to=2026-11-15");
        Assert.Contains("FV/C/003", period, StringComparison.Ordinal);
        Assert.Equal(2, period.TrimEnd().Split('\n').Length);
        Assert.DoesNotContain("P/01", await panel.GetAsync("/register?after=5261040828%2FVAT%2FFV%2FA%2F001"), StringComparison.Ordinal);
        var markers = await panel.GetAsync("/reports/jpk?month=11.2026&filed=20.12.2026");
        foreach (var number in new[] { "FV/A/001", "FV/F/005" }) Assert.Contains(number, markers, StringComparison.Ordinal); // from the seventh to the seventeenth
    }

    [Fact]
    public async Task What_is_not_there_is_said_and_not_an_error_of_the_program()
    {
        await using var panel = await RunningPanel.StartAsync();
        foreach (var path in new[] { "/nothing", "/invoice", "/invoice?key=5261040828%2FVAT%2Fnone", "/incident?id=none", "/evidence.zip?key=x", "/code.svg?code=1&key=x", "/incident.zip" })
        {
            using var answer = await panel.Http.GetAsync(path, Token);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Empty(HtmlShape.Errors(await answer.Content.ReadAsStringAsync(Token)));
        }
    }

    [Fact]
    public async Task A_database_that_fails_is_said_and_when_it_is_well_again_the_panel_goes_on()
    {
        await using var panel = await RunningPanel.StartAsync();
        await panel.GetAsync("/register");
        // Not by moving the file: a connection that is open goes on reading it wherever it lies.
        await ExecuteAsync(panel.File, "ALTER TABLE ksef_entry RENAME TO away");
        using (var answer = await panel.Http.GetAsync("/register", Token))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync(Token);
            Assert.Empty(HtmlShape.Errors(html));
            Assert.DoesNotContain("   at ", html, StringComparison.Ordinal);
        }
        await ExecuteAsync(panel.File, "ALTER TABLE away RENAME TO ksef_entry");
        await panel.GetAsync("/register");
    }

    private static async Task ExecuteAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }

    [Theory]
    [InlineData("en-GB,en;q=0.9,pl;q=0.8", null, "en")]
    [InlineData("pl", null, "pl")]
    [InlineData("de", null, "pl")]
    [InlineData("", null, "pl")]
    [InlineData("en", "pl", "pl")]
    [InlineData("pl", "en", "en")]
    [InlineData("en", "xx", "pl")]
    public async Task The_browser_asks_for_a_language_and_the_choice_of_a_person_counts_more(string asked, string? chosen, string shown)
    {
        await using var panel = await RunningPanel.StartAsync(fill: _ => Task.CompletedTask);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (asked.Length > 0) request.Headers.Add("Accept-Language", asked);
        if (chosen is not null) request.Headers.Add("Cookie", "panel-language=" + chosen);
        using var answer = await panel.Http.SendAsync(request, Token);
        Assert.Contains($"<html lang=\"{shown}\">", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_the_evidence_that_somebody_changed_is_pointed_at()
    {
        await using var panel = await RunningPanel.StartAsync();
        const string Page = "/invoice?key=5261040828%2FVAT%2FFV%2FA%2F001";
        Assert.Contains("łańcuch dowodów nienaruszony", WebUtility.HtmlDecode(await panel.GetAsync(Page)), StringComparison.Ordinal);
        await using (var connection = new SqliteConnection("Data Source=" + panel.File))
        {
            await connection.OpenAsync(Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE ksef_evidence SET text = 'never mind' WHERE chain = 'invoice:5261040828/VAT/FV/A/001' AND sequence = 2";
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
        }
        Assert.Contains("łańcuch dowodów przerwany na wpisie 2", WebUtility.HtmlDecode(await panel.GetAsync(Page)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_outbox_has_every_page()
    {
        await using var panel = await RunningPanel.StartAsync(fill: _ => Task.CompletedTask);
        foreach (var page in new[] { "/", "/register", "/register.csv", "/incidents", "/drain", "/reports", "/reports/jpk" }) await panel.GetAsync(page);
        Assert.Contains("Kolejka jest pusta", await panel.GetAsync("/"), StringComparison.Ordinal);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Panel.Security;
using Panel.Starting;

namespace Ksef.Offline.Panel.Tests;

/// <summary>Who may do what, and what every answer carries.</summary>
public sealed class SecurityTests
{
    private const string Hostile = "<script>alert(1)</script>\"'&amp;=HYPERLINK/../x?y#z%2F";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static (string, string)[] Hold(string number) => [("key", Entries.Key(number).ToString()), ("verb", "Hold"), ("reason", "why not")];

    [Fact]
    public async Task Every_answer_carries_the_headers_errors_and_files_included()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        foreach (var path in new[] { "/", "/nothing", "/panel.css", "/icon.svg", "/sign-in", "/register.csv", "/evidence.zip?key=5261040828%2FVAT%2FFV%2FA%2F001", "/language/en" })
        {
            using var answer = await panel.Http.GetAsync(path, Token);
            string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : "";
            Assert.Equal("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'", Header("Content-Security-Policy"));
            Assert.Equal("same-origin same-origin", Header("Cross-Origin-Opener-Policy") + " " + Header("Cross-Origin-Resource-Policy"));
            Assert.Equal("nosniff", Header("X-Content-Type-Options"));
            Assert.Equal("DENY", Header("X-Frame-Options"));
            Assert.Equal("same-origin", Header("Referrer-Policy"));
            Assert.Equal("", Header("Server"));
            Assert.Equal(path.EndsWith(".css", StringComparison.Ordinal) || path.StartsWith("/icon", StringComparison.Ordinal), answer.Headers.CacheControl?.Public == true);
            Assert.NotEqual(answer.Headers.CacheControl?.Public, answer.Headers.CacheControl?.NoStore);
        }
    }

    [Fact]
    public async Task By_default_nothing_but_reading_is_answered_and_the_database_itself_refuses()
    {
        await using var panel = await RunningPanel.StartAsync();
        foreach (var path in new[] { "/", "/invoice/act", "/incidents/announce", "/sign-in", "/sign-out", "/nothing" })
        {
            using var answer = await panel.PostAsync(path, Hold("FV/D/001"));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
        {
            using var answer = await panel.Http.SendAsync(new HttpRequestMessage(method, "/"), Token);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }
        Assert.DoesNotContain("<form method=\"post\"", await panel.GetAsync("/invoice?key=5261040828%2FVAT%2FFV%2FD%2F001"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<Ksef.Offline.Outbox.Sql.SqlStoreException>(() => Entries.AddAsync(panel.Outbox, "X", new NodaTime.LocalDate(2026, 11, 17)));
    }

    [Fact]
    public async Task Acting_asks_for_a_sign_in()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        using var answer = await panel.PostAsync("/invoice/act", [("form-token", await panel.FormTokenAsync("/sign-in")), .. Hold("FV/D/001")]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        foreach (var path in new[] { "/incidents/announce", "/incident/attach" })
        {
            using var other = await panel.PostAsync(path, ("form-token", await panel.FormTokenAsync("/sign-in")), ("id", "AWR-1042"), ("note", "x"));
            Assert.Contains("/sign-in", other.Headers.Location?.OriginalString ?? other.StatusCode.ToString(), StringComparison.Ordinal);
        }
        Assert.Equal(Ksef.Offline.Outbox.States.OutboxState.Issued, (await panel.Outbox.Store.FindAsync(Entries.Key("FV/D/001"), Token))!.State);
        Assert.DoesNotContain("action=\"/invoice/act\"", await panel.GetAsync("/invoice?key=5261040828%2FVAT%2FFV%2FD%2F001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_the_token_of_this_panel_is_refused()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        await panel.SignInAsync();
        foreach (var path in new[] { "/invoice/act", "/incidents/announce", "/incident/attach", "/sign-out", "/sign-in" })
        {
            using var without = await panel.PostAsync(path, Hold("FV/D/001"));
            Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
            using var wrong = await panel.PostAsync(path, [("form-token", "made-up"), .. Hold("FV/D/001")]);
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }
        Assert.Equal(Ksef.Offline.Outbox.States.OutboxState.Issued, (await panel.Outbox.Store.FindAsync(Entries.Key("FV/D/001"), Token))!.State);
    }

    [Theory]
    [InlineData("Anna", "wrong password")]
    [InlineData("Anna", "")]
    [InlineData("", RunningPanel.Password)]
    [InlineData("   ", RunningPanel.Password)]
    [InlineData("line\nbreak", RunningPanel.Password)]
    [InlineData("a name of more than a hundred characters is no name, and nobody has to read it in the evidence of every single decision", RunningPanel.Password)]
    public async Task A_sign_in_without_name_or_with_the_wrong_password_fails(string name, string password)
    {
        await using var panel = await RunningPanel.StartWithActionsAsync(_ => Task.CompletedTask);
        using var answer = await panel.PostAsync("/sign-in", ("form-token", await panel.FormTokenAsync("/sign-in")), ("name", name), ("password", password));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Token);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(RunningPanel.Password, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_of_a_person_is_for_this_site_and_not_for_scripts()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync(_ => Task.CompletedTask);
        using var answer = await panel.PostAsync("/sign-in", ("form-token", await panel.FormTokenAsync("/sign-in")), ("name", "Anna"), ("password", RunningPanel.Password), ("back", "//elsewhere.example/"));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("panel-person=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("/", answer.Headers.Location!.OriginalString); // never to another site
    }

    [Fact]
    public async Task Who_signed_in_is_signed_out_by_himself_or_by_eight_idle_hours()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync(_ => Task.CompletedTask);
        await panel.SignInAsync();
        panel.Time.Advance(TimeSpan.FromHours(7.9));
        Assert.Contains("class=\"person\"", await panel.GetAsync("/"), StringComparison.Ordinal);
        panel.Time.Advance(TimeSpan.FromHours(8.1));
        Assert.DoesNotContain("class=\"person\"", await panel.GetAsync("/"), StringComparison.Ordinal);
        await panel.SignInAsync();
        using var answer = await panel.PostAsync("/sign-out", ("form-token", await panel.FormTokenAsync("/")));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.DoesNotContain("class=\"person\"", await panel.GetAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_passwords_is_slowed_down()
    {
        await using var panel = await RunningPanel.StartAsync(new PanelOptions { AllowActions = true, Password = RunningPanel.Password, SignInsPerMinute = 2 }, _ => Task.CompletedTask);
        var token = await panel.FormTokenAsync("/sign-in");
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await panel.PostAsync("/sign-in", ("form-token", token), ("name", "Anna"), ("password", "guess " + i));
            answers.Add(answer.StatusCode);
        }
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], answers);
    }

    [Fact]
    public async Task Where_reading_asks_for_a_sign_in_nothing_is_shown_before_it()
    {
        await using var panel = await RunningPanel.StartAsync(new PanelOptions { SignInToRead = true, Password = RunningPanel.Password, SignInsPerMinute = 100 });
        foreach (var path in new[] { "/", "/register", "/register.csv", "/incidents", "/drain", "/reports", "/invoice?key=5261040828%2FVAT%2FFV%2FA%2F001", "/evidence.zip?key=5261040828%2FVAT%2FFV%2FA%2F001", "/code.png?code=1&key=5261040828%2FVAT%2FFV%2FA%2F001" })
        {
            using var answer = await panel.Http.GetAsync(path, Token);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }
        await panel.SignInAsync();
        Assert.Contains("FV/C/001", await panel.GetAsync("/"), StringComparison.Ordinal);
        using var act = await panel.PostAsync("/invoice/act", Hold("FV/D/001"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, act.StatusCode);
    }

    [Fact]
    public async Task A_foreign_name_that_leads_here_is_refused()
    {
        await using var panel = await RunningPanel.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "evil.example" } };
        using var answer = await panel.Http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example:5180")]
    [InlineData("0.0.0.0")]
    [InlineData("")]
    public async Task A_host_that_is_not_this_machine_is_refused_and_one_without_a_name_too(string host)
    {
        await using var panel = await RunningPanel.StartAsync(fill: _ => Task.CompletedTask);
        Assert.Equal("400", await RawAsync(panel, $"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        foreach (var own in new[] { "localhost:1", "127.0.0.1", "[::1]:5180" }) Assert.Equal("200", await RawAsync(panel, $"GET / HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"));
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("HTTPS", true)]
    [InlineData("https", true)]
    [InlineData("https, http", false)]
    [InlineData("1", false)]
    [InlineData("javascript:", false)]
    public async Task Behind_a_proxy_that_speaks_tls_every_cookie_is_for_tls_alone(string scheme, bool secure)
    {
        await using var panel = await RunningPanel.StartWithActionsAsync(_ => Task.CompletedTask);
        panel.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        foreach (var path in new[] { "/sign-in", "/language/en" })
        {
            using var answer = await panel.Http.GetAsync(path, Token);
            Assert.Equal(secure, Assert.Single(answer.Headers.GetValues("Set-Cookie")).Contains("; secure", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Who_signs_in_through_such_a_proxy_has_a_cookie_for_tls_alone()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync(_ => Task.CompletedTask);
        var token = await panel.FormTokenAsync("/sign-in");
        panel.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var answer = await panel.PostAsync("/sign-in", ("form-token", token), ("name", "Anna"), ("password", RunningPanel.Password));
        Assert.Contains("; secure", answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("panel-person=", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_made_up_sender_does_not_escape_the_limit_of_guesses()
    {
        await using var panel = await RunningPanel.StartAsync(new PanelOptions { AllowActions = true, Password = RunningPanel.Password, SignInsPerMinute = 2 }, _ => Task.CompletedTask);
        var token = await panel.FormTokenAsync("/sign-in");
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            panel.Http.DefaultRequestHeaders.Remove("X-Forwarded-For");
            panel.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}");
            using var answer = await panel.PostAsync("/sign-in", ("form-token", token), ("name", "Anna"), ("password", "guess " + i));
            answers.Add(answer.StatusCode);
        }
        Assert.Equal(2, answers.Count(a => a == HttpStatusCode.TooManyRequests));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void Guesses_are_counted_by_who_can_have_the_address(string one, string other, bool same) =>
        Assert.Equal(same, SignIn.Source(IPAddress.Parse(one)) == SignIn.Source(IPAddress.Parse(other)));

    [Fact]
    public void Two_panels_on_one_machine_do_not_sign_each_others_people_out() =>
        Assert.NotEqual(SignIn.CookieName("panel-person", new Uri("http://127.0.0.1:5180")), SignIn.CookieName("panel-person", new Uri("http://127.0.0.1:5181")));

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\t//evil.example")]
    [InlineData("/x\r\nSet-Cookie: a=b")]
    [InlineData("/ż")]
    [InlineData("/a b")]
    [InlineData("")]
    public async Task The_switch_of_language_leads_to_no_other_site(string back)
    {
        await using var panel = await RunningPanel.StartAsync(fill: _ => Task.CompletedTask);
        using var answer = await panel.Http.GetAsync("/language/en?back=" + Uri.EscapeDataString(back), Token);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Where_other_machines_may_connect_any_name_leads_here_and_to_the_sign_in()
    {
        await using var panel = await RunningPanel.StartAsync(new PanelOptions { AllowRemote = true, SignInToRead = true, Password = RunningPanel.Password }, _ => Task.CompletedTask);
        Assert.Equal("302", await RawAsync(panel, "GET / HTTP/1.1\r\nHost: panel.example\r\nConnection: close\r\n\r\n"));
    }

    [Fact]
    public async Task An_address_with_the_character_nul_is_refused()
    {
        await using var panel = await RunningPanel.StartAsync(fill: _ => Task.CompletedTask);
        using var answer = await panel.Http.GetAsync("/register?q=a%00b", Token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_notice_that_the_panel_did_not_write_is_not_shown()
    {
        await using var panel = await RunningPanel.StartAsync();
        Assert.DoesNotContain("class=\"notice", await panel.GetAsync("/?said=transfer%20the%20money"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_from_outside_are_shown_and_never_obeyed()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync(async outbox =>
        {
            await Entries.AddAsync(outbox, Hostile, new NodaTime.LocalDate(2026, 11, 16), note: Hostile, actor: Hostile);
            await Entries.AddAsync(outbox, "plain", new NodaTime.LocalDate(2026, 11, 16));
        });
        await panel.SignInAsync(Hostile);
        var key = Uri.EscapeDataString(Entries.Key(Hostile).ToString());
        var acted = await panel.ActAsync("/invoice?key=" + key, "/invoice/act", ("key", Entries.Key(Hostile).ToString()), ("verb", "Hold"), ("reason", Hostile));
        var pages = new List<string> { acted };
        foreach (var path in new[] { "/", "/?text=" + Uri.EscapeDataString(Hostile), "/register", "/register?q=" + Uri.EscapeDataString(Hostile), "/reports", "/drain", "/invoice?key=" + key, "/drain?start=" + Uri.EscapeDataString(Hostile) }) pages.Add(await panel.GetAsync(path));
        foreach (var page in pages)
        {
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.Empty(HtmlShape.Errors(page));
        }
        Assert.Contains(Hostile, WebUtility.HtmlDecode(acted), StringComparison.Ordinal);
        Assert.Equal(200, (int)(await panel.Http.GetAsync("/evidence.zip?key=" + key, Token)).StatusCode);
    }

    /// <summary>The status of what is sent as it is written here.</summary>
    private static async Task<string> RawAsync(RunningPanel panel, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(panel.Address.Host, panel.Address.Port, Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Token);
        using var reader = new StreamReader(stream);
        return (await reader.ReadLineAsync(Token) ?? "").Split(' ').ElementAtOrDefault(1) ?? "";
    }
}

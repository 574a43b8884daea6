using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Ksef.Offline.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Panel.Demo;
using Panel.Starting;

namespace Ksef.Offline.Panel.Tests;

/// <summary>What cannot start says so in one line, exit code 2, before anything is half-started.</summary>
public sealed partial class StartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var code = await PanelCommand.RunAsync(args, output, error, Token);
        return (code, output.ToString(), error.ToString());
    }

    private static void OneLine((int Code, string Output, string Error) answer, string says)
    {
        Assert.Equal(2, answer.Code);
        Assert.Equal("", answer.Output);
        Assert.StartsWith("panel: ", answer.Error, StringComparison.Ordinal);
        Assert.Single(answer.Error.TrimEnd().Split('\n'));
        Assert.Contains(says, answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port and --url contradict", "--port", "1", "--url", "http://127.0.0.1:1")]
    [InlineData("leave --port and --url out", "--self-test", "--port", "1")]
    [InlineData("a port is 0 to 65535", "--port", "70000")]
    [InlineData("x", "--port", "x")]
    [InlineData("say --allow-remote", "--url", "http://192.168.1.7:80")]
    [InlineData("say --allow-remote", "--url", "http://0.0.0.0:80")]
    [InlineData("say --allow-remote", "--url", "http://[::]:80")]
    [InlineData("IP address or localhost", "--url", "http://panel.example:80")]
    [InlineData("IP address or localhost", "--url", "ftp://127.0.0.1")]
    [InlineData("IP address or localhost", "--url", "http://127.0.0.1:80/path")]
    [InlineData("there is no password", "--allow-actions")]
    [InlineData("there is no password", "--sign-in-to-read")]
    [InlineData("there is no password", "--url", "http://0.0.0.0:80", "--allow-remote")]
    [InlineData("nothing asks for a password", "--password-file", "/nowhere")]
    [InlineData("cannot be read", "--allow-actions", "--password-file", "/nowhere/at/all")]
    [InlineData("write sqlite:PATH or postgres:CONNECTION-STRING", "--db", "outbox.db")]
    [InlineData("write sqlite:PATH or postgres:CONNECTION-STRING", "--db", "oracle:x")]
    [InlineData("write sqlite:PATH or postgres:CONNECTION-STRING", "--db", "sqlite:")]
    [InlineData("there is no such file", "--db", "sqlite:no-such-file.db")]
    [InlineData("cannot be opened", "--db", "postgres:Host=127.0.0.1;Port=1;Timeout=3;Username=x;Database=x")]
    [InlineData("cannot be opened", "--db", "postgres:Nonsense=1")]
    [InlineData("--unknown", "--unknown")]
    public async Task Arguments_that_cannot_be_used_are_one_clear_line(string says, params string[] args)
    {
        OneLine(await RunAsync(args), says);
        Assert.False(File.Exists("no-such-file.db")); // a mistyped path must not make an empty outbox in which nothing is ever late
    }

    [Fact]
    public async Task A_short_password_is_refused_and_not_repeated()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, "hunter2\n", Token);
        var answer = await RunAsync("--allow-actions", "--password-file", file);
        OneLine(answer, "at least 12");
        Assert.DoesNotContain("hunter2", answer.Error, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void Two_passwords_contradict_each_other()
    {
        var arguments = new PanelArguments();
        var parsed = arguments.Root.Parse(["--allow-actions", "--password-file", "x"]);
        var e = Assert.Throws<PanelException>(() => arguments.Read(parsed, _ => "a password of the environment"));
        Assert.Contains("are both set", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("of the environment", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_machines_may_connect_where_it_is_said_twice_and_then_reading_asks_for_a_sign_in()
    {
        var arguments = new PanelArguments();
        var options = arguments.Read(arguments.Root.Parse(["--url", "http://0.0.0.0:8080", "--allow-remote"]), _ => "a password of the environment");
        Assert.True(options.SignInToRead);
        Assert.False(options.AllowActions);
    }

    [Fact]
    public void By_default_it_listens_on_loopback_and_nobody_may_act()
    {
        var arguments = new PanelArguments();
        var options = arguments.Read(arguments.Root.Parse([]), _ => "a password that nothing asks for");
        Assert.Equal(new Uri("http://127.0.0.1:5180"), options.Url);
        Assert.False(options.AllowActions || options.AllowRemote || options.SignInToRead);
        Assert.Null(options.Password);
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_and_leaves_nothing_behind()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await using var demo = await DemoFolder.CreateAsync(TimeProvider.System, Token);
        OneLine(await RunAsync("--db", demo.Db, "--port", port), "cannot listen there");
    }

    [Fact]
    public async Task A_file_that_is_no_outbox_is_one_line_and_stays_as_it_is()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, "a letter to the tax office", Token);
        OneLine(await RunAsync("--db", "sqlite:" + file), "cannot be opened");
        Assert.Equal("a letter to the tax office", await File.ReadAllTextAsync(file, Token));
        File.Delete(file);
    }

    [Fact]
    public void The_readme_names_every_option_and_no_other()
    {
        var readme = File.ReadAllText(Path.Combine(SharedData.ProjectRoot, "samples", "Panel", "README.md"));
        var options = new PanelArguments().Root.Options.Select(o => o.Name).Where(n => n is not ("--help" or "--version"));
        Assert.Equal(options, Option().Matches(readme).Select(m => m.Groups["name"].Value));
    }

    [Fact]
    public async Task The_self_test_asks_for_every_page_it_finds()
    {
        var (code, output, error) = await RunAsync("--self-test");
        Assert.Equal("", error);
        Assert.EndsWith("addresses asked, 0 wrong", output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task The_self_test_fails_where_a_page_does()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var broken = builder.Build();
        broken.MapGet("/", () => Results.StatusCode(500));
        await broken.StartAsync(Token);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(1, await new SelfTest(new Uri(broken.Urls.First()), output).RunAsync(Token));
        Assert.Contains("panel: GET /: 500", output.ToString(), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| `(?<name>--[a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Option();
}

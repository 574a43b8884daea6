using System.CommandLine;
using System.Globalization;
using System.Net;

namespace Panel.Starting;

/// <summary>The command line, and what its options may not be together. Nothing is opened or bound here but the file of the password.</summary>
internal sealed class PanelArguments
{
    public const string PasswordVariable = "KSEF_OFFLINE_PANEL_PASSWORD";

    private const int ShortestPassword = 12;
    private readonly Option<string?> _db = new("--db") { Description = "The outbox: sqlite:PATH or postgres:CONNECTION-STRING. Without it a demonstration outbox is made in a temporary folder." };
    private readonly Option<int?> _port = new("--port") { Description = "The port on 127.0.0.1; 5180 by default, 0 takes any free one." };
    private readonly Option<string?> _url = new("--url") { Description = "Where to listen, instead of --port: http:// or https:// with an IP address or localhost." };
    private readonly Option<bool> _actions = new("--allow-actions") { Description = "Lets a person who signed in hold, release, withdraw, record and attach. Without it the database is opened for reading alone." };
    private readonly Option<bool> _remote = new("--allow-remote") { Description = "Lets other machines connect (with a --url that is not loopback); reading then asks for a sign-in, too." };
    private readonly Option<bool> _signIn = new("--sign-in-to-read") { Description = "Asks for a sign-in before anything is shown: for a proxy on the same machine." };
    private readonly Option<string?> _passwordFile = new("--password-file") { Description = $"The file with the password of the sign-in, or the environment variable {PasswordVariable}." };
    private readonly Option<bool> _selfTest = new("--self-test") { Description = "Starts on any free port, asks for every page, says what it found and ends." };

    public PanelArguments() => Root = new RootCommand("The panel of a Ksef.Offline outbox: deadlines, codes, errors, register, incidents, drain, evidence. Reads only, unless told otherwise.")
    {
        _db, _port, _url, _actions, _remote, _signIn, _passwordFile, _selfTest,
    };

    public RootCommand Root { get; }

    /// <exception cref="PanelException">An option cannot be used, or two contradict each other.</exception>
    public PanelOptions Read(ParseResult parsed, Func<string, string?> environment)
    {
        if (parsed.Errors.Count > 0) throw new PanelException(parsed.Errors[0].Message);
        var (port, url, remote, selfTest) = (parsed.GetValue(_port), parsed.GetValue(_url), parsed.GetValue(_remote), parsed.GetValue(_selfTest));
        if (port is not null && url is not null) throw new PanelException("--port and --url contradict each other: --port listens on 127.0.0.1, --url says where itself.");
        if (selfTest && (port is not null || url is not null)) throw new PanelException("--self-test takes any free port on 127.0.0.1; leave --port and --url out.");
        if (port is < 0 or > 65535) throw new PanelException($"--port {port}: a port is 0 to 65535.");
        var address = url is null ? new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{(selfTest ? 0 : port ?? 5180)}")) : Address(url);
        if (!address.IsLoopback && !remote) throw new PanelException($"--url {address}: other machines could connect and read invoices; say --allow-remote as well, if that is meant.");
        var options = new PanelOptions
        {
            Db = parsed.GetValue(_db),
            Url = address,
            AllowActions = parsed.GetValue(_actions),
            AllowRemote = remote,
            SignInToRead = parsed.GetValue(_signIn) || remote,
            SelfTest = selfTest,
        };
        var asks = options.AllowActions ? "--allow-actions" : remote ? "--allow-remote" : options.SignInToRead ? "--sign-in-to-read" : null;
        return options with { Password = Password(parsed.GetValue(_passwordFile), environment(PasswordVariable), asks) };
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { PathAndQuery: "/", UserInfo: "" } && (url.Host == "localhost" || IPAddress.TryParse(url.Host.Trim('[', ']'), out _))
            ? url
            : throw new PanelException($"--url '{text}': write http:// or https:// with an IP address or localhost and a port, such as http://127.0.0.1:5180.");

    private static string? Password(string? file, string? variable, string? asks)
    {
        if (file is not null && asks is null) throw new PanelException("--password-file: nothing asks for a password; add --allow-actions or --sign-in-to-read, or leave it out.");
        if (asks is null) return null;
        if (file is not null && !string.IsNullOrEmpty(variable)) throw new PanelException($"--password-file and {PasswordVariable} are both set: which of them counts? Leave one out.");
        var password = file is null ? variable : FirstLine(file);
        if (string.IsNullOrEmpty(password)) throw new PanelException($"{asks} asks for a sign-in, and there is no password: give --password-file FILE or set {PasswordVariable}.");
        return password.Length < ShortestPassword ? throw new PanelException($"The password has {password.Length} characters: it takes at least {ShortestPassword}.") : password;
    }

    private static string FirstLine(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault() ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PanelException($"--password-file '{file}' cannot be read: {e.Message}");
        }
    }
}

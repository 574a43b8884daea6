namespace Panel.Starting;

/// <summary>How the panel was started; checked against each other by <see cref="PanelArguments"/>.</summary>
public sealed record PanelOptions
{
    /// <summary><c>sqlite:PATH</c> or <c>postgres:CONNECTION-STRING</c>; null for a demonstration outbox in a temporary folder.</summary>
    public string? Db { get; init; }

    /// <summary>Where it listens: an IP address or localhost; port 0 takes any free one.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:5180");

    /// <summary>Whether a signed-in person may act. Otherwise the database is opened for reading alone.</summary>
    public bool AllowActions { get; init; }

    /// <summary>Whether other machines may connect: a second wish beside the address, so that a slip of the keyboard does not publish a company's invoices.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>Whether reading, too, asks for a sign-in. Always so where other machines may connect.</summary>
    public bool SignInToRead { get; init; }

    /// <summary>The password, from a file or the environment; null where nobody can sign in.</summary>
    public string? Password { get; init; }

    /// <summary>Sign-ins tried in a minute before the next is refused.</summary>
    public int SignInsPerMinute { get; init; } = 10;

    /// <summary>Starts, asks for every page, says what it found and ends.</summary>
    public bool SelfTest { get; init; }
}

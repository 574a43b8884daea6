namespace Ksef.Offline;

/// <summary>One KSeF: where its API, its beacon (<i>Latarnia</i>) and its verification page live.</summary>
/// <remarks>Three are the Ministry's (<see cref="Test"/>, <see cref="Demo"/>, <see cref="Production"/>); <see cref="Custom"/> serves an emulator or a proxy. Immutable, thread-safe.</remarks>
public sealed record KsefEnvironment
{
    private KsefEnvironment(string name, Uri api, Uri? latarnia, string verificationHost, bool isProduction)
    {
        Name = name;
        ApiBaseAddress = api;
        LatarniaBaseAddress = latarnia;
        VerificationHost = verificationHost;
        IsProduction = isProduction;
    }

    /// <summary>A short name: <c>test</c>, <c>demo</c>, <c>prod</c>, or the one given to <see cref="Custom"/>.</summary>
    public string Name { get; }

    /// <summary>The address of the API with its version, ending with a slash, for example <c>https://api-test.ksef.mf.gov.pl/v2/</c>.</summary>
    public Uri ApiBaseAddress { get; }

    /// <summary>The address of the beacon; null where there is none (the demo environment).</summary>
    public Uri? LatarniaBaseAddress { get; }

    /// <summary>The host of KOD I and KOD II, without scheme, path or trailing slash, for example <c>qr-test.ksef.mf.gov.pl</c>.</summary>
    public string VerificationHost { get; }

    /// <summary>True where what is sent has legal effect; NIP checksums are judged there, and a UPO of another environment is refused.</summary>
    public bool IsProduction { get; }

    /// <summary>The test environment: anyone may try, nothing has legal effect.</summary>
    public static KsefEnvironment Test { get; } = new("test", new Uri("https://api-test.ksef.mf.gov.pl/v2/"), new Uri("https://api-latarnia-test.ksef.mf.gov.pl/"), "qr-test.ksef.mf.gov.pl", false);

    /// <summary>The demo environment (pre-production), which has no beacon of its own.</summary>
    public static KsefEnvironment Demo { get; } = new("demo", new Uri("https://api-demo.ksef.mf.gov.pl/v2/"), null, "qr-demo.ksef.mf.gov.pl", false);

    /// <summary>The production environment.</summary>
    public static KsefEnvironment Production { get; } = new("prod", new Uri("https://api.ksef.mf.gov.pl/v2/"), new Uri("https://api-latarnia.ksef.mf.gov.pl/"), "qr.ksef.mf.gov.pl", true);

    /// <summary>A custom environment: an emulator, a proxy.</summary>
    /// <param name="name">A short name for logs.</param>
    /// <param name="apiBaseAddress">Absolute http or https address including the version (<c>/v2</c>); a trailing slash is added where it is missing.</param>
    /// <param name="latarniaBaseAddress">The beacon's address, or null.</param>
    /// <param name="verificationHost">Host, or host:port, of the two codes: no scheme, no path, no slash.</param>
    /// <param name="isProduction">Whether production's stricter rules hold.</param>
    /// <exception cref="ArgumentException">An address is not absolute http(s), or the host holds a scheme, a path, a slash or a blank; the message names the value.</exception>
    public static KsefEnvironment Custom(string name, Uri apiBaseAddress, Uri? latarniaBaseAddress, string verificationHost, bool isProduction = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(apiBaseAddress);
        CheckHost(verificationHost);
        return new KsefEnvironment(name, Http(apiBaseAddress, nameof(apiBaseAddress)), latarniaBaseAddress is null ? null : Http(latarniaBaseAddress, nameof(latarniaBaseAddress)), verificationHost, isProduction);
    }

    private static void CheckHost(string host)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        if (host.Any(c => "/\\?#@ ".Contains(c, StringComparison.Ordinal)) || !Uri.TryCreate("https://" + host, UriKind.Absolute, out _))
            throw new ArgumentException($"'{host}' is not a host for verification links: it takes a bare host name, or host:port, without scheme, path or trailing slash.", nameof(host));
    }

    private static Uri Http(Uri address, string parameter)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("https" or "http") || address.Query.Length > 0 || address.Fragment.Length > 0)
            throw new ArgumentException($"'{address}' must be an absolute http or https address without query and fragment.", parameter);
        return address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }
}

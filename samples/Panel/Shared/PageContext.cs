using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Extensions;
using NodaTime;
using NodaTime.Extensions;
using Panel.Starting;

namespace Panel.Shared;

/// <summary>What every page needs to know of its request: language, moment, who is signed in and what he may do.</summary>
public sealed class PageContext
{
    private readonly HttpContext _http;
    private readonly PanelOptions _options;
    private readonly Lazy<string?> _token;

    public PageContext(IHttpContextAccessor accessor, PanelOptions options, TimeProvider time, IAntiforgery antiforgery, Notices notices)
    {
        ArgumentNullException.ThrowIfNull(accessor);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(notices);
        _http = accessor.HttpContext ?? throw new InvalidOperationException("A page belongs to a request.");
        _options = options;
        Language = LanguageEndpoints.Of(_http.Request);
        Now = time.GetUtcNow().ToInstant();
        Notice = notices.Read(_http.Request.Query["said"]);
        _token = new Lazy<string?>(() => antiforgery.GetAndStoreTokens(_http).RequestToken);
    }

    public Language Language { get; }

    public Instant Now { get; }

    /// <summary>The name of who is signed in; null for nobody.</summary>
    public string? Person => _http.User.Identity is { IsAuthenticated: true } identity ? identity.Name : null;

    /// <summary>True where this panel lets anybody act: the forms are shown to those who signed in, a way to sign in to the others.</summary>
    public bool HasActions => _options.AllowActions;

    public bool MayAct => HasActions && Person is not null;

    public bool HasSignIn => _options.Password is not null;

    public bool IsDemonstration => _options.Db is null;

    /// <summary>What the last action did, once.</summary>
    public Notice? Notice { get; }

    /// <summary>Path and query of this page, to come back to; of a page that answers a form, the page to which the form belongs.</summary>
    public string Here => HttpMethods.IsGet(_http.Request.Method) ? _http.Request.GetEncodedPathAndQuery() : "/";

    public string Path => _http.Request.Path.Value ?? "/";

    public string? FormToken => _token.Value;

    public string T(string polish, string english) => Language == Language.Polish ? polish : english;
}

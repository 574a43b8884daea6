using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Panel.Shared;
using Panel.Starting;

namespace Panel.Security;

/// <summary>Signing in with a name, which goes into the evidence, and the password of this panel. The keys of cookies live in memory: a restart signs everybody out.</summary>
internal static partial class SignIn
{
    private const string Limit = "sign-in";
    private const int LongestName = 100;

    public static void AddSignIn(this IServiceCollection services, PanelOptions options)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(forgery =>
        {
            (forgery.Cookie.Name, forgery.FormFieldName) = (CookieName("panel-form", options.Url), "form-token");
            (forgery.Cookie.SameSite, forgery.Cookie.HttpOnly, forgery.Cookie.SecurePolicy) = (SameSiteMode.Strict, true, CookieSecurePolicy.SameAsRequest);
            forgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            (cookie.Cookie.Name, cookie.Cookie.SameSite, cookie.Cookie.HttpOnly, cookie.Cookie.SecurePolicy) = (CookieName("panel-person", options.Url), SameSiteMode.Strict, true, CookieSecurePolicy.SameAsRequest);
            (cookie.LoginPath, cookie.ReturnUrlParameter, cookie.ExpireTimeSpan) = ("/sign-in", "back", TimeSpan.FromHours(8));
        });
        var authorization = services.AddAuthorizationBuilder();
        if (options.SignInToRead) authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        if (options.Password is { } password) services.AddSingleton(new PasswordCheck(password));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(Limit, context => RateLimitPartition.GetFixedWindowLimiter(
                Source(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = options.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    /// <summary>Who tries: an address, and of IPv6 the network of 64 bits, since whoever has one address there has all of its network.</summary>
    internal static string Source(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes()[..8]),
        _ => address.ToString(),
    };

    /// <summary>Cookies know hosts but no ports: two panels on one machine must not sign each other's people out.</summary>
    internal static string CookieName(string name, Uri url) => url.Port == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{url.Port}");

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (string? back) => new RazorComponentResult<SignInPage>(new { Back = LocalPath.Of(back) })).AllowAnonymous();
        routes.MapPost("/sign-in", CheckAsync).AllowAnonymous().RequireRateLimiting(Limit).WithMetadata(new SignInEndpoint());
        routes.MapPost("/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync();
            return Results.Redirect("/");
        }).AllowAnonymous().WithMetadata(new SignInEndpoint());
    }

    private static async Task<IResult> CheckAsync(HttpContext context, PasswordCheck password, ILogger<PasswordCheck> logger)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (name, back) = (form["name"].ToString().Trim(), LocalPath.Of(form["back"]));
        var right = password.Matches(form["password"]);
        if (!right || name.Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            Failed(logger, Source(context.Connection.RemoteIpAddress));
            return new RazorComponentResult<SignInPage>(new { Back = back, Name = name, Failed = true }) { StatusCode = StatusCodes.Status401Unauthorized };
        }
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity));
        return Results.Redirect(back);
    }

    /// <summary>Neither name nor password: people type the one into the field of the other.</summary>
    [LoggerMessage(1, LogLevel.Warning, "A sign-in from {Source} failed")]
    private static partial void Failed(ILogger logger, string source);
}

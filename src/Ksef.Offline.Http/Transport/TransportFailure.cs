using System.Net;
using System.Security.Authentication;
using NodaTime;

namespace Ksef.Offline.Http.Transport;

/// <summary>Says what a failure of network or gateway means: did the call certainly not arrive, may it have, and can waiting help.</summary>
internal static class TransportFailure
{
    public static KsefUnavailableException Explain(string call, Exception failure, int status)
    {
        var kind = failure is HttpRequestException { HttpRequestError: var error } ? error : HttpRequestError.Unknown;
        if (failure.GetBaseException() is AuthenticationException || failure.InnerException is AuthenticationException) kind = HttpRequestError.SecureConnectionError;
        var (what, person) = kind switch
        {
            HttpRequestError.NameResolutionError => ("the name of the host could not be resolved", false),
            HttpRequestError.ConnectionError => ("no connection to the host", false),
            HttpRequestError.SecureConnectionError => ("TLS refused the certificate of the host or the connection; an inspecting gateway or an outdated trust store does that", true),
            HttpRequestError.ProxyTunnelError => ("the proxy let nothing through", true),
            HttpRequestError.UserAuthenticationError => ("the proxy wants a name and a password", true),
            _ => ("the connection broke before the answer was complete", false),
        };
        var unsent = kind is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError or HttpRequestError.UserAuthenticationError;
        return new KsefUnavailableException($"{call}: {what} ({Innermost(failure)}).", failure)
        {
            Call = call,
            HttpStatus = status == 0 ? null : status,
            MayHaveBeenAccepted = !unsent,
            NeedsPerson = person,
            IsTransient = !person,
        };
    }

    /// <summary>An answer that is not KSeF's own refusal: 5xx, or a page that is not JSON.</summary>
    public static KsefUnavailableException Gateway(string call, HttpResponseMessage response, KsefRejectedException? problem, Instant now)
    {
        var status = response.StatusCode;
        var proxy = status == HttpStatusCode.ProxyAuthenticationRequired;
        var serverSide = (int)status >= 500;
        var media = response.Content.Headers.ContentType?.MediaType ?? "no content type";
        return new KsefUnavailableException($"{call}: answered with status {(int)status} ({media}){(problem is null || problem.Details.Count == 0 ? "" : ": " + string.Join("; ", problem.Details))}; whether KSeF saw the call is not known.", problem)
        {
            Call = call,
            HttpStatus = (int)status,
            TraceId = problem?.TraceId,
            MayHaveBeenAccepted = !proxy,
            NeedsPerson = !serverSide,
            IsTransient = serverSide,
            RetryAfter = RetryAfter.TryRead(response, now) is { } wait ? now + wait : null,
        };
    }

    private static string Innermost(Exception failure) => failure.GetBaseException().Message.TrimEnd('.');
}

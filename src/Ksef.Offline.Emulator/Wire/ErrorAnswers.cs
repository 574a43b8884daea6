using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Ksef.Offline.Emulator.Wire;

/// <summary>Errors in both forms: the older <c>exception</c> object, and problem details where <c>X-Error-Format: problem-details</c> asks for them; 401, 403 and 410 always the latter.</summary>
internal static class ErrorAnswers
{
    private const string Problem = "application/problem+json; charset=utf-8";

    public static Answer Of(ApiError error, HttpContext http, DateTimeOffset now, string reference, string traceId)
    {
        var modern = http.Request.Headers["X-Error-Format"].Any(v => string.Equals(v, "problem-details", StringComparison.OrdinalIgnoreCase));
        var instance = http.Request.Path.Value ?? "/";
        return error.Status switch
        {
            400 when modern => Json(400, "Bad Request", "Żądanie zostało odrzucone.", instance, now, traceId, json => Errors(json, error)),
            400 => Answer.Json(400, json => Exception(json, error, now, reference, traceId)),
            401 => Json(401, "Unauthorized", error.Message, instance, now, traceId).With("WWW-Authenticate", "Bearer"),
            403 => Json(403, "Forbidden", error.Message, instance, now, traceId, json => Reason(json, error)),
            410 => Json(410, "Gone", error.Message, instance, now, traceId),
            429 when modern => Json(429, "Too Many Requests", error.Message, instance, now, traceId).With("Retry-After", error.RetryAfter.ToString(CultureInfo.InvariantCulture)),
            429 => Answer.Object(429, json => json.Status(429, "Too Many Requests", [error.Message])).With("Retry-After", error.RetryAfter.ToString(CultureInfo.InvariantCulture)),
            _ => Answer.Empty(error.Status),
        };
    }

    /// <summary>The answer to a fault of the emulator itself: never a crash, always 500 with the older form.</summary>
    public static Answer Internal(DateTimeOffset now, string reference, string traceId) => Answer.Json(500, json => Exception(json, new ApiError(500), now, reference, traceId));

    private static Answer Json(int status, string title, string detail, string instance, DateTimeOffset now, string traceId, Action<Utf8JsonWriter>? more = null) => Answer.Json(status, json =>
    {
        json.WriteStartObject();
        json.WriteString("title", title);
        json.WriteNumber("status", status);
        json.WriteString("instance", instance);
        json.WriteString("detail", detail);
        more?.Invoke(json);
        json.Instant("timestamp", now);
        json.WriteString("traceId", traceId);
        json.WriteEndObject();
    }, Problem);

    private static void Errors(Utf8JsonWriter json, ApiError error)
    {
        json.WriteStartArray("errors");
        json.WriteStartObject();
        json.WriteNumber("code", error.Code);
        json.WriteString("description", error.Message);
        if (error.Details.Count > 0) json.Strings("details", error.Details);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Reason(Utf8JsonWriter json, ApiError error)
    {
        json.WriteString("reasonCode", error.Reason);
        if (error.Security.Count == 0) return;
        json.WriteStartObject("security");
        foreach (var (name, values) in error.Security)
        {
            if (name.EndsWith("Permissions", StringComparison.Ordinal)) json.Strings(name, values);
            else json.WriteString(name, values[0]);
        }
        json.WriteEndObject();
    }

    private static void Exception(Utf8JsonWriter json, ApiError error, DateTimeOffset now, string reference, string traceId)
    {
        json.WriteStartObject();
        json.WriteStartObject("exception");
        json.WriteStartArray("exceptionDetailList");
        json.WriteStartObject();
        json.WriteNumber("exceptionCode", error.Code);
        json.WriteString("exceptionDescription", error.Message);
        if (error.Details.Count > 0) json.Strings("details", error.Details);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("referenceNumber", reference);
        json.WriteString("serviceCode", $"00-{traceId}-{traceId[..16]}-00");
        json.WriteString("serviceCtx", "emulator");
        json.WriteString("serviceName", "Undefined");
        json.Instant("timestamp", now);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

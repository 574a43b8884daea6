using System.Net;
using System.Text.Json;

namespace Ksef.Offline.Http.Transport;

/// <summary>Reads a refusal in either form: <c>application/problem+json</c>, and the older <c>exception.exceptionDetailList</c> and <c>status</c>.</summary>
internal static class ProblemReader
{
    /// <summary>The refusal, or null where the body is not one of KSeF's (a page of a gateway).</summary>
    public static KsefRejectedException? Read(string call, HttpStatusCode status, ReadOnlyMemory<byte> body)
    {
        if (body.Length == 0) return Make(call, status, 0, null, [], null);
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return null;
            var errors = root.Object("exception") is { } old
                ? old.Items("exceptionDetailList").Select(e => (Code: e.Number("exceptionCode") ?? 0, Text: e.Text("exceptionDescription"), Details: e.Texts("details"))).ToList()
                : root.Object("status") is { ValueKind: JsonValueKind.Object } limit
                    ? [(limit.Number("code") ?? 0, limit.Text("description"), limit.Texts("details"))]
                    : root.Items("errors").Select(e => (Code: e.Number("code") ?? 0, Text: e.Text("description"), Details: e.Texts("details"))).ToList();
            var details = errors.Select(e => string.Join(": ", new[] { e.Text }.Concat(e.Details).Where(t => !string.IsNullOrWhiteSpace(t)))).Where(t => t.Length > 0).ToList();
            if (details.Count == 0 && (root.Text("detail") ?? root.Text("title")) is { } detail) details.Add(detail);
            return Make(call, status, errors.Count > 0 ? errors[0].Code : 0, root.Text("reasonCode"), details, root.Text("traceId") ?? root.Object("exception")?.Text("referenceNumber"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static KsefRejectedException Make(string call, HttpStatusCode status, int code, string? reason, List<string> details, string? trace)
    {
        var words = details.Count > 0 ? ": " + string.Join("; ", details) : ".";
        return new KsefRejectedException($"{call}: KSeF refused with status {(int)status}{(code != 0 ? $", code {code}" : "")}{(reason is null ? "" : $", reason {reason}")}{words}{(trace is null ? "" : $" (trace {trace})")}")
        {
            Call = call,
            HttpStatus = (int)status,
            Code = code,
            ReasonCode = reason,
            Details = details,
            TraceId = trace,
            NeedsPerson = status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized,
        };
    }
}

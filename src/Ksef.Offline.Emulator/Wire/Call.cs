using System.Globalization;
using System.Text.Json;
using Ksef.Offline.Emulator.Authentication;
using Microsoft.AspNetCore.Http;

namespace Ksef.Offline.Emulator.Wire;

/// <summary>One request on its way through the emulator: the route that took it, who calls, its body and its instant.</summary>
internal sealed class Call(HttpContext http, Route route, string[] path, DateTimeOffset now)
{
    private Input? _input;

    public HttpContext Http { get; } = http;

    public Route Route { get; } = route;

    /// <summary>The body as it came.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>The emulator's clock when the request was taken; one instant for the whole request.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>The login behind the token; set for every route that takes one.</summary>
    public Login Login { get; set; } = null!;

    /// <summary>What the login may do in its context, as the token says.</summary>
    public IReadOnlyList<string> Granted { get; set; } = [];

    public string ClientIp => Http.Connection.RemoteIpAddress is { } ip ? (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString() : "127.0.0.1";

    /// <summary>Scheme, host and port as the caller wrote them: links in answers must pass through whatever the caller came through.</summary>
    public string Origin => $"{Http.Request.Scheme}://{(Http.Request.Host.HasValue ? Http.Request.Host.Value : "127.0.0.1")}";

    /// <summary>The JSON body, read once; an empty or unreadable one is refused with 21405.</summary>
    public Input Input => _input ??= Input.Parse(Body);

    /// <summary>The value of a path parameter, exactly as sent.</summary>
    public string Path(string name)
    {
        for (var i = 0; i < Route.Segments.Length; i++)
            if (string.Equals(Route.Segments[i], $"{{{name}}}", StringComparison.Ordinal)) return path[i];
        throw new ArgumentException($"The route {Route.Template} has no parameter {name}.", nameof(name));
    }

    /// <summary>A reference number in the path: 36 characters, else 21405.</summary>
    public string Reference(string name = "referenceNumber")
    {
        var value = Path(name);
        return value.Length == 36 ? value : throw new ApiError(21405, $"Parametr {name} musi mieć 36 znaków.");
    }

    /// <summary>Whether the header X-KSeF-Feature asks for identifiers to be judged as production judges them; features it does not know mean nothing.</summary>
    public bool AsksForStrictIdentifiers => Http.Request.Headers["X-KSeF-Feature"]
        .SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries)).Contains("subject-identifier-validation", StringComparer.OrdinalIgnoreCase);

    public string? Query(string name)
    {
        foreach (var (key, values) in Http.Request.Query)
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) return values.LastOrDefault();
        return null;
    }

    public IReadOnlyList<string> QueryAll(string name) =>
        [.. Http.Request.Query.Where(q => string.Equals(q.Key, name, StringComparison.OrdinalIgnoreCase)).SelectMany(q => q.Value).OfType<string>()];

    public int PageSize(int maximum) => Whole("pageSize", 10, 10, maximum);

    public int Whole(string name, int absent, int least, int greatest)
    {
        if (Query(name) is not { } text) return absent;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= greatest
            ? value
            : throw new ApiError(21405, $"Parametr {name} musi być liczbą od {least} do {greatest}.");
    }

    public DateTimeOffset? QueryInstant(string name)
    {
        if (Query(name) is not { } text) return null;
        return Input.TryInstant(text, out var value) ? value : throw new ApiError(21405, $"Parametr {name} nie jest datą ISO 8601.");
    }

    /// <summary>The page that a continuation token names: the count of items already given.</summary>
    public int Skip()
    {
        var token = Http.Request.Headers["x-continuation-token"].ToString();
        if (token.Length == 0) return 0;
        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(token));
            return document.RootElement.GetProperty("skip").GetInt32() is >= 0 and var skip ? skip : throw new ApiError(21418);
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ApiError(21418);
        }
    }

    /// <summary>One page of a list and the token of the next one, or null on the last page.</summary>
    public (IReadOnlyList<T> Items, string? Next) Page<T>(IReadOnlyList<T> all, int size)
    {
        var skip = Skip();
        var items = all.Skip(skip).Take(size).ToArray();
        var next = skip + size < all.Count ? Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, int> { ["skip"] = skip + size })) : null;
        return (items, next);
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Emulator.Tests.Fixtures;

/// <summary>The official OpenAPI document as a judge: every answer a test sees is held against it, where it is at hand.</summary>
internal static class OpenApi
{
    private static readonly JsonNode? Document = Load();

    /// <summary>The operations: method, template, and per status the codes that its description lists.</summary>
    public static IEnumerable<(string Method, string Template, string Status, string Code)> Rows(string version)
    {
        var document = JsonNode.Parse(File.ReadAllText(SharedData.Require($"data/ksef-api/openapi-{version}.json")))!;
        foreach (var (template, operations) in document["paths"]!.AsObject())
            foreach (var (method, operation) in operations!.AsObject())
                foreach (var (status, response) in operation!["responses"]!.AsObject())
                {
                    var codes = Regex.Matches((string)response!["description"]!, @"^ ?\|\s*(\d{4,5})\s*\|", RegexOptions.Multiline).Select(m => m.Groups[1].Value).Distinct().ToArray();
                    foreach (var code in codes.Length == 0 ? ["-"] : codes) yield return (method.ToUpperInvariant(), template, status, code);
                }
    }

    public static void Check(string method, string path, Reply reply)
    {
        if (Document is null) return;
        var template = TemplateOf(path);
        Record(method, template ?? path, reply);
        if (template is null || Document["paths"]![template]![method.ToLowerInvariant()] is not { } operation || reply.Status is 404 or 405 or 413 or 415 or 500 or 502 or 503 or 504) return;
        var response = operation["responses"]![reply.Status.ToString(CultureInfo.InvariantCulture)];
        Assert.True(response is not null, $"{method} {template}: status {reply.Status} is not declared. {reply.Text}");
        if (response["content"] is not JsonObject content)
        {
            Assert.True(reply.Bytes.Length == 0, $"{method} {template} {reply.Status}: a body came, none is declared.");
            return;
        }
        Assert.True(reply.MediaType is not null && content.ContainsKey(reply.MediaType), $"{method} {template} {reply.Status}: content type {reply.MediaType} is not declared.");
        if (!reply.MediaType!.EndsWith("json", StringComparison.Ordinal)) return;
        var faults = new List<string>();
        Validate(content[reply.MediaType]!["schema"]!, reply.Json, "", faults);
        Assert.True(faults.Count == 0, $"{method} {template} {reply.Status}: {string.Join("; ", faults)}\n{reply.Text}");
    }

    public static string? TemplateOf(string path)
    {
        path = "/" + path.Split('?')[0].Trim('/');
        return Document?["paths"]!.AsObject().Select(p => p.Key).OrderBy(t => t.Count(c => c == '{'))
            .FirstOrDefault(t => Regex.IsMatch(path, "^" + Regex.Replace(Regex.Escape(t), @"\\\{[^}]+}", "[^/]+") + "$"));
    }

    private static void Validate(JsonNode schema, JsonNode? value, string at, List<string> faults)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            Validate(Document!["components"]!["schemas"]![reference.Split('/')[^1]]!, value, at, faults);
            return;
        }
        if (value is null)
        {
            if ((bool?)schema["nullable"] != true) faults.Add($"{at} is null");
            return;
        }
        if (schema["allOf"] is JsonArray all)
        {
            foreach (var part in all) Validate(part!, value, at, faults);
            return;
        }
        var type = (string?)schema["type"];
        var actual = value.GetValueKind();
        var fits = type switch
        {
            "object" => value is JsonObject,
            "array" => value is JsonArray,
            "string" => actual == System.Text.Json.JsonValueKind.String,
            "integer" => actual == System.Text.Json.JsonValueKind.Number && !value.ToJsonString().Contains('.', StringComparison.Ordinal),
            "number" => actual == System.Text.Json.JsonValueKind.Number,
            "boolean" => actual is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
            _ => true,
        };
        if (!fits) faults.Add($"{at} is no {type}");
        else if (value is JsonObject obj) ValidateObject(schema, obj, at, faults);
        else if (value is JsonArray array && schema["items"] is { } items)
            for (var i = 0; i < array.Count; i++) Validate(items, array[i], $"{at}[{i}]", faults);
        else if (type == "string") ValidateText(schema, (string)value!, at, faults);
    }

    private static void ValidateObject(JsonNode schema, JsonObject value, string at, List<string> faults)
    {
        foreach (var name in schema["required"]?.AsArray() ?? [])
            if (!value.ContainsKey((string)name!)) faults.Add($"{at}.{name} is missing");
        if (schema["properties"] is not JsonObject properties) return;
        foreach (var (name, item) in value)
        {
            if (properties[name] is { } declared) Validate(declared, item, $"{at}.{name}", faults);
            else faults.Add($"{at}.{name} is not declared");
        }
    }

    private static void ValidateText(JsonNode schema, string text, string at, List<string> faults)
    {
        if (schema["enum"] is JsonArray allowed && !allowed.Any(a => (string?)a == text)) faults.Add($"{at} '{text}' is not one of the values");
        if ((int?)schema["maxLength"] < text.Length || (int?)schema["minLength"] > text.Length) faults.Add($"{at} '{text}' has a wrong length");
        if ((string?)schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern)) faults.Add($"{at} '{text}' does not match");
        if ((string?)schema["format"] == "date-time" && !text.EndsWith("+00:00", StringComparison.Ordinal)) faults.Add($"{at} '{text}' is not in UTC");
    }

    /// <summary>Where the environment variable names a file, what was seen is noted there: the source of the table of endpoints.</summary>
    private static void Record(string method, string template, Reply reply)
    {
        if (Environment.GetEnvironmentVariable("KSEF_OFFLINE_RECORD") is not { Length: > 0 } file) return;
        var code = reply.Status == 400 && reply.MediaType?.EndsWith("json", StringComparison.Ordinal) == true ? reply.Code.ToString(CultureInfo.InvariantCulture) : "-";
        lock (Document!) File.AppendAllText(file, $"{method} {template} {reply.Status} {code} {TestContext.Current.TestClass?.TestClassSimpleName}.{TestContext.Current.TestMethod?.MethodName}\n");
    }

    private static JsonNode? Load()
    {
        var file = SharedData.Root is { } root ? Path.Combine(root, "data", "ksef-api", "openapi-2.7.json") : null;
        var document = file is not null && File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) : null;
        Unfold(document);
        return document;
    }

    /// <summary>A tree reads its branches when they are first asked for, which is not safe for several threads; so all are asked for once.</summary>
    private static void Unfold(JsonNode? node)
    {
        if (node is JsonObject obj)
            foreach (var (_, item) in obj) Unfold(item);
        else if (node is JsonArray array)
            foreach (var item in array) Unfold(item);
    }
}

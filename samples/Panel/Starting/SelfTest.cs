using System.Net;
using System.Text.RegularExpressions;

namespace Panel.Starting;

/// <summary>Asks the running panel for every page that can be reached by links from the first, and says whether each answers as it should.</summary>
internal sealed partial class SelfTest(Uri address, TextWriter output)
{
    private const int MostPages = 400;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = address };
        var (asked, waiting, wrong) = (new HashSet<string>(["/"], StringComparer.Ordinal), new Queue<string>(["/"]), 0);
        while (waiting.TryDequeue(out var path))
        {
            using var answer = await http.GetAsync(path, cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (Trouble(answer) is { } trouble)
            {
                wrong++;
                await output.WriteLineAsync($"panel: GET {path}: {trouble}");
            }
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            foreach (var link in Link().Matches(body).Select(m => WebUtility.HtmlDecode(m.Groups["path"].Value)))
                if (asked.Count < MostPages && !link.StartsWith("/language/", StringComparison.Ordinal) && asked.Add(link)) waiting.Enqueue(link);
        }
        using var act = await http.PostAsync("/invoice/act", new FormUrlEncodedContent([]), cancellationToken);
        if ((int)act.StatusCode is not (405 or 400 or 302 or 401))
        {
            wrong++;
            await output.WriteLineAsync($"panel: POST without sign-in and token: {(int)act.StatusCode}");
        }
        await output.WriteLineAsync($"panel: self-test: {asked.Count} addresses asked, {wrong} wrong");
        return wrong == 0 ? 0 : 1;
    }

    private static string? Trouble(HttpResponseMessage answer) =>
        answer.StatusCode != HttpStatusCode.OK ? $"{(int)answer.StatusCode}"
        : !answer.Headers.TryGetValues("Content-Security-Policy", out var policy) || !policy.Single().StartsWith("default-src 'none'", StringComparison.Ordinal) ? "no content security policy"
        : !answer.Headers.TryGetValues("X-Content-Type-Options", out _) ? "no nosniff" : null;

    [GeneratedRegex("(?:href|src)=\"(?<path>/[^\"]*)\"")]
    private static partial Regex Link();
}

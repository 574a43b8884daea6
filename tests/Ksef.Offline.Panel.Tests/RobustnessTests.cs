using FsCheck;
using FsCheck.Fluent;

namespace Ksef.Offline.Panel.Tests;

/// <summary>Whatever is typed into the address, the panel answers in its own words: never with an error of the program.</summary>
public sealed class RobustnessTests
{
    private static readonly (string Path, string[] Fields)[] Routes =
    [
        ("/", ["show", "mode", "seller", "text", "page", "said"]), ("/invoice", ["key", "said"]), ("/register", ["q", "after", "from", "to"]), ("/register.csv", ["from", "to"]), ("/incident", ["id"]), ("/incident.zip", ["id"]),
        ("/evidence.zip", ["key"]), ("/code.svg", ["code", "key"]), ("/code.png", ["code", "key"]), ("/drain", ["taxpayer", "start", "hourly", "batch"]), ("/reports/jpk", ["month", "filed"]), ("/sign-in", ["back"]), ("/language/pl", ["back"]),
    ];

    // What is nearly right finds more than what is merely strange.
    private static readonly string[] Near =
    [
        "5261040828/VAT/FV/A/001", "5261040828/VAT/", "5261040828/KOR/FK/001", "AWR-1042", "2026-11-17", "2026-13-01", "9999-12-31", "0001-01-01", "1901-01", "2026-11-17 10:40", "9999-12-31 23:59", "2026-03-29 02:30", "-1", "0", "1", "2",
        "2147483647", "99999999999999", "Overdue", "17", "Offline24", "NaN", "1e9", "/", "//x", "\\", "%", "%00", "\u0000", "\uD800", "''", "\"><b>", "zielona-laka", "OFF/2026/11/000001", "/ż", "17.11.2026", "11.2026", "17.11.2026 10:40", "29.3.2026 2:30", "",
    ];

    [Fact]
    public async Task No_address_breaks_the_panel()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        var values = Gen.OneOf(Gen.Elements(Near), ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""));
        var asked = from route in Gen.Elements(Routes) from given in values.ArrayOf(route.Fields.Length) select route.Path + "?" + string.Join('&', route.Fields.Zip(given, (f, v) => $"{f}={Uri.EscapeDataString(v)}"));
        Prop.ForAll(asked.ToArbitrary(), path =>
        {
            using var answer = panel.Http.GetAsync(path, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
            var body = answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
            Assert.True((int)answer.StatusCode < 500, $"{path}: {(int)answer.StatusCode}");
            if (answer.Content.Headers.ContentType?.MediaType == "text/html") Assert.True(HtmlShape.Errors(body) is [], $"{path}: {string.Join("; ", HtmlShape.Errors(body))}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));
    }
}

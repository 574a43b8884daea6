using System.Globalization;
using System.Net;
using System.Text;
using Ksef.Offline.Calendars;
using Ksef.Offline.Outbox.Reports;
using NodaTime;

namespace Ksef.Offline.Hosting.Alerts;

/// <summary>The daily report as an e-mail in Polish, with an English line under each heading: what is late, what is next, what waits for a person.</summary>
internal static class DailyReport
{
    private const int MostLines = 200;

    /// <summary>The day in Warsaw: one report a day.</summary>
    public static string CauseOf(Instant at) => LocalDateText(WarsawTime.DateOf(at));

    public static Alert Write(string taxpayer, string date, OutboxReport report, AlertRules rules)
    {
        var subject = string.Create(CultureInfo.InvariantCulture, $"KSeF {taxpayer} {date}: nieprzesłane {report.Unsent.Count}, zagrożone {report.AtRisk.Count}, po terminie {report.Overdue.Count}, do decyzji {report.Held.Count}");
        var (text, html) = (new StringBuilder(), new StringBuilder("<!doctype html><html lang=\"pl\"><meta charset=\"utf-8\"><body>"));
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Html(subject)}</h1>");
        Part(text, html, "Po terminie", "Overdue", report.Overdue);
        Part(text, html, "Zagrożone", "At risk", report.AtRisk);
        Part(text, html, "Do decyzji", "Waiting for a person", report.Held);
        Part(text, html, "Odrzucone", "Refused", report.Rejected);
        Part(text, html, "Wszystkie nieprzesłane", "Everything unsent", report.Unsent);
        html.Append("</body></html>");
        var mail = EmlMessage.Write(rules.ReportFrom, rules.ReportTo, subject, text.ToString(), html.ToString(), report.At);
        var english = string.Create(CultureInfo.InvariantCulture, $"unsent {report.Unsent.Count}, at risk {report.AtRisk.Count}, overdue {report.Overdue.Count}, waiting for a person {report.Held.Count}");
        return new Alert(AlertKind.DailyReport, taxpayer, date, report.At, english, subject, Attachment: mail);
    }

    private static void Part(StringBuilder text, StringBuilder html, string heading, string english, IReadOnlyList<ReportLine> lines)
    {
        text.Append(CultureInfo.InvariantCulture, $"{heading} ({english}): {lines.Count}\r\n");
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Html(heading)}: {lines.Count}</h2><p lang=\"en\">{Html(english)}</p>");
        if (lines.Count == 0) return;
        html.Append("<table border=\"1\" cellpadding=\"4\"><tr><th scope=\"col\">Numer</th><th scope=\"col\">Tryb</th><th scope=\"col\">Termin</th><th scope=\"col\">Stan</th><th scope=\"col\">Uwagi</th></tr>");
        foreach (var line in lines.Take(MostLines))
        {
            var due = line.Deadline.ActBy is { } day ? LocalDateText(day) : line.Deadline.ToString();
            text.Append(CultureInfo.InvariantCulture, $"  {line.Key.Number}  {due}  {line.Mode}  {line.State}  {line.Note}\r\n");
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Html(line.Key.Number)}</td><td>{line.Mode}</td><td>{Html(due)}</td><td>{line.State}</td><td>{Html(line.Note ?? "")}</td></tr>");
        }
        html.Append("</table>");
        if (lines.Count <= MostLines) return;
        text.Append(CultureInfo.InvariantCulture, $"  ... i jeszcze {lines.Count - MostLines}\r\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>... i jeszcze {lines.Count - MostLines}</p>");
    }

    private static string LocalDateText(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}

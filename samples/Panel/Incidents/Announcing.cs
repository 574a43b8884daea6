using System.Globalization;
using Ksef.Offline;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Operating;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Panel.Queue;
using Panel.Shared;

namespace Panel.Incidents;

/// <summary><c>POST /incidents/announce</c>: records an announcement and every deadline that it moves; <c>POST /incident/attach</c>: adds to the evidence of an incident. Mapped only where acting is allowed.</summary>
internal static class Announcing
{
    private const int LongestNote = 500;

    public static void MapAnnouncing(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/incidents/announce", RecordAsync).RequireAuthorization();
        routes.MapPost("/incident/attach", AttachAsync).RequireAuthorization();
    }

    private static async Task<IResult> AttachAsync(HttpContext context, OutboxOperator operators, AnnouncementBook book, Notices notices, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (id, note, file) = (form["id"].ToString(), form["note"].ToString().Trim(), form.Files.GetFile("file"));
        if (id.Length == 0 || !(await book.RefreshAsync(cancellationToken)).Timeline.Events.Any(e => e.EventId == id)) return Results.NotFound();
        if (note.Length is 0 or > LongestNote || note.Any(char.IsControl))
            return Results.Redirect(notices.After(InvoiceLink.Incident(id), new Notice(false, $"Niczego nie dołączono: trzeba napisać, co to pokazuje (do {LongestNote} znaków).", $"Nothing was attached: say what it shows (up to {LongestNote} characters).")));
        var bytes = await Upload.BytesAsync(file, cancellationToken);
        await operators.AttachAsync(EvidenceChains.OfIncident(id), note, bytes, bytes is null ? null : FileName.Of(file!.FileName), context.User.Identity!.Name!, time.GetUtcNow().ToInstant(), cancellationToken);
        return Results.Redirect(notices.After(InvoiceLink.Incident(id), new Notice(true, $"Dołączono do dowodów zdarzenia {id}.", $"Attached to the evidence of {id}.")));
    }

    private static async Task<IResult> RecordAsync(HttpContext context, AnnouncementRecorder recorder, AnnouncementBook book, StandingBoard board, Notices notices, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        string Field(string name) => form[name].ToString().Trim();
        var values = new AnnounceValues
        {
            Kind = Field("kind"),
            Start = Field("start"),
            End = Field("end"),
            Published = Field("published"),
            EventId = Field("event"),
            Version = Field("version"),
            Source = Field("source"),
            Note = Field("note"),
        };
        var errors = new List<(string Field, string TextPl, string Text)>();
        if (Read(values, errors) is { } announcement)
        {
            var outcome = await recorder.RecordAsync(announcement, await FileAsync(form.Files.GetFile("file"), cancellationToken), values.Note, context.User.Identity!.Name!, time.GetUtcNow().ToInstant(), cancellationToken);
            if (!outcome.IsRefused)
            {
                board.Forget();
                return Results.Redirect(notices.After("/incidents", outcome.Added
                    ? new Notice(true, $"Zapisano komunikat {announcement.EventId}; zmienione terminy: {outcome.Changed.Count}.", $"Announcement {announcement.EventId} is recorded; terms changed: {outcome.Changed.Count}.")
                    : new Notice(true, $"Komunikat {announcement.EventId} był już zapisany co do litery; niczego nie zmieniono.", $"Announcement {announcement.EventId} was recorded already, to the letter; nothing was changed.")));
            }
            errors.AddRange(outcome.Findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => ("start", $"{f.Code}: {f.MessagePl}", $"{f.Code}: {f.Message}")));
        }
        return new RazorComponentResult<IncidentsPage>(new { (await book.RefreshAsync(cancellationToken)).Timeline, Values = values, Errors = (IReadOnlyList<(string, string, string)>)errors }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static Announcement? Read(AnnounceValues values, List<(string Field, string TextPl, string Text)> errors)
    {
        void Wrong(string field, string textPl, string text) => errors.Add((field, textPl, text));
        NodaTime.Instant? Moment(string field, string text, bool required)
        {
            if (text.Length == 0 && !required) return null;
            if (Typed.Moment(text) is { } moment) return moment;
            Wrong(field, $"„{text}”: to nie data z godziną w postaci DD.MM.RRRR GG:MM albo RRRR-MM-DD GG:MM.", $"'{text}' is not a moment YYYY-MM-DD HH:MM.");
            return null;
        }
        if (!Enum.TryParse<AnnouncementKind>(values.Kind, out var kind) || !Enum.IsDefined(kind) || kind == AnnouncementKind.Unknown) Wrong("kind", "Nieznany rodzaj.", "Unknown kind.");
        if (!Enum.TryParse<AnnouncementSource>(values.Source, out var source) || !Enum.IsDefined(source)) Wrong("source", "Nieznane źródło.", "Unknown source.");
        var (start, end, published) = (Moment("start", values.Start, true), Moment("end", values.End, false), Moment("published", values.Published, false));
        if (values.EventId.Length is 0 or > 100 || values.EventId.Any(char.IsControl)) Wrong("event", "Numer zdarzenia: od 1 do 100 znaków.", "The event id takes 1 to 100 characters.");
        if (!int.TryParse(values.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version is 0 or > 9999) Wrong("version", $"„{values.Version}”: wersja to liczba od 1 do 9999.", $"'{values.Version}': the version is a number from 1 to 9999.");
        if (values.Note.Length is 0 or > LongestNote || values.Note.Any(char.IsControl)) Wrong("note", "Trzeba napisać, gdzie to widziano (do 500 znaków).", "Say where it was seen (up to 500 characters).");
        return errors.Count > 0 ? null : new Announcement
        {
            Kind = kind,
            Source = source,
            Start = start!.Value,
            End = end,
            Published = published,
            EventId = values.EventId,
            Version = version,
            Confirmed = source is AnnouncementSource.Bip or AnnouncementSource.Media,
        };
    }

    private static async Task<AnnouncementFile?> FileAsync(IFormFile? file, CancellationToken cancellationToken) =>
        await Upload.BytesAsync(file, cancellationToken) is { } bytes ? new AnnouncementFile(FileName.Of(file!.FileName), bytes) : null;
}

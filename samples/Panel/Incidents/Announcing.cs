using System.Globalization;
using Ksef.Offline;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Panel.Queue;
using Panel.Shared;

namespace Panel.Incidents;

/// <summary><c>POST /incidents/announce</c>: records an announcement and every deadline that it moves. Mapped only where acting is allowed.</summary>
internal static class Announcing
{
    public static void MapAnnouncing(this IEndpointRouteBuilder routes) => routes.MapPost("/incidents/announce", RecordAsync).RequireAuthorization();

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
            if (WarsawMoment.Read(text) is { } moment) return moment;
            Wrong(field, $"„{text}”: to nie chwila w formacie RRRR-MM-DD GG:MM.", $"'{text}' is not a moment YYYY-MM-DD HH:MM.");
            return null;
        }
        if (!Enum.TryParse<AnnouncementKind>(values.Kind, out var kind) || !Enum.IsDefined(kind) || kind == AnnouncementKind.Unknown) Wrong("kind", "Nieznany rodzaj.", "Unknown kind.");
        if (!Enum.TryParse<AnnouncementSource>(values.Source, out var source) || !Enum.IsDefined(source)) Wrong("source", "Nieznane źródło.", "Unknown source.");
        var (start, end, published) = (Moment("start", values.Start, true), Moment("end", values.End, false), Moment("published", values.Published, false));
        if (values.EventId.Length is 0 or > 100 || values.EventId.Any(char.IsControl)) Wrong("event", "Numer zdarzenia: od 1 do 100 znaków.", "The event id takes 1 to 100 characters.");
        if (!int.TryParse(values.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version is 0 or > 9999) Wrong("version", $"„{values.Version}”: wersja to liczba od 1 do 9999.", $"'{values.Version}': the version is a number from 1 to 9999.");
        if (values.Note.Length is 0 or > 500 || values.Note.Any(char.IsControl)) Wrong("note", "Trzeba napisać, gdzie to widziano (do 500 znaków).", "Say where it was seen (up to 500 characters).");
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

    private static async Task<AnnouncementFile?> FileAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is not { Length: > 0 }) return null;
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellationToken);
        return new AnnouncementFile(FileName.Of(file.FileName), content.ToArray());
    }
}

using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.Stores;
using NodaTime.Extensions;
using Panel.Queue;
using Panel.Shared;

namespace Panel.Invoices;

/// <summary><c>POST /invoice/act</c>: what a person who signed in decides of an invoice; with actor and reason, in the evidence. Mapped only where acting is allowed.</summary>
internal static class InvoiceActions
{
    private const int LongestReason = 500;

    public static void MapInvoiceActions(this IEndpointRouteBuilder routes) => routes.MapPost("/invoice/act", ActAsync).RequireAuthorization();

    private static async Task<IResult> ActAsync(HttpContext context, OutboxOperator operators, IOutboxStore store, StandingBoard board, Notices notices, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (!InvoiceKey.TryParse(form["key"], out var key) || key.Number.Contains('\0', StringComparison.Ordinal) || !Enum.TryParse<InvoiceVerb>(form["verb"], out var verb) || !Enum.IsDefined(verb)) return Results.BadRequest();
        if (await store.FindAsync(key, cancellationToken) is null) return Results.NotFound();
        var (reason, actor, now) = (form["reason"].ToString().Trim(), context.User.Identity!.Name!, time.GetUtcNow().ToInstant());
        IResult Tell(Notice notice) => Results.Redirect(notices.After(InvoiceLink.Of(key), notice));
        if (reason.Length is 0 or > LongestReason || reason.Any(char.IsControl))
            return Tell(new Notice(false, $"Niczego nie zrobiono: trzeba podać powód (do {LongestReason} znaków, bez znaków sterujących).", $"Nothing was done: give a reason (up to {LongestReason} characters, no control characters)."));
        switch (verb)
        {
            case InvoiceVerb.Withdraw when form["sure"] != "yes":
                return Tell(new Notice(false, "Niczego nie zrobiono: wycofanie trzeba potwierdzić.", "Nothing was done: withdrawing must be confirmed."));
            case InvoiceVerb.HandOver when Typed.Moment(form["at"]) is not { } at || at > now:
                return Tell(new Notice(false, $"Niczego nie zrobiono: „{form["at"]}” to nie data z godziną w postaci DD.MM.RRRR GG:MM albo RRRR-MM-DD GG:MM, nie późniejsza niż teraz.", $"Nothing was done: '{form["at"]}' is not a moment YYYY-MM-DD HH:MM, not later than now."));
            case InvoiceVerb.Attach:
                var file = form.Files.GetFile("file");
                var bytes = await Upload.BytesAsync(file, cancellationToken);
                await operators.AttachAsync(EvidenceChains.Of(key), reason, bytes, bytes is null ? null : FileName.Of(file!.FileName), actor, now, cancellationToken);
                return Tell(InvoiceVerbs.Done(verb, key.Number));
        }
        IssuedInvoice? corrected = null;
        if (verb == InvoiceVerb.Correct && !IssuedInvoice.TryRead((await Upload.BytesAsync(form.Files.GetFile("file"), cancellationToken) ?? default).Span, out corrected, out var unreadable))
            return Tell(new Notice(false, $"Niczego nie zrobiono: pliku nie można odczytać. {unreadable[0].Code}: {unreadable[0].MessagePl}", $"Nothing was done: the file cannot be read. {unreadable[0].Code}: {unreadable[0].Message}"));
        var outcome = await (verb switch
        {
            InvoiceVerb.Hold => operators.HoldAsync(key, reason, actor, now, cancellationToken),
            InvoiceVerb.Release => operators.ReleaseAsync(key, reason, actor, now, cancellationToken),
            InvoiceVerb.Withdraw => operators.WithdrawAsync(key, reason, actor, now, cancellationToken),
            InvoiceVerb.Correct => operators.SupplyCorrectionAsync(key, corrected!, reason, actor, now, cancellationToken),
            InvoiceVerb.Reexamine => operators.ReexamineCollisionAsync(key, reason, actor, now, cancellationToken),
            _ => operators.RecordHandOverAsync(key, Typed.Moment(form["at"])!.Value, reason, actor, cancellationToken),
        });
        board.Forget();
        return Tell(outcome.Refusal is { } refusal ? new Notice(false, $"{refusal.Code}: {refusal.MessagePl}", $"{refusal.Code}: {refusal.Message}") : InvoiceVerbs.Done(verb, key.Number));
    }
}

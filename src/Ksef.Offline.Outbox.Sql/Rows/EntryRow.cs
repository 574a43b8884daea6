using System.Data.Common;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql.Sessions;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Outbox.Sql.Rows;

/// <summary>One row of <c>ksef_entry</c>: how it is read and written. The columns stand in one order, here.</summary>
internal static class EntryRow
{
    /// <summary>What orders an entry without a date behind all that have one.</summary>
    public const long NoDay = 99999999;

    public const string Columns =
        "entry_key, taxpayer, context_type, context_value, hash, issue_date, issued_at, mode, mode_reason, mode_actor, mode_at, deadline_kind, due, stricter, timeline_version, "
        + "buyer_nip, has_attachment, reference_scope, reference_number, behind, state, attempts, next_attempt, session_reference, invoice_reference, last_sending_at, corrects, "
        + "ksef_number, invoicing_date, acquisition_date, sent_offline, upo_hash, refusal_kind, refusal_code, refusal_text, refusal_original, note, printed_at, handed_over_at, handed_over_how";

    /// <summary>How many <see cref="Columns"/> there are.</summary>
    public static readonly int Count = Columns.Count(c => c == ',') + 1;

    public const string Body = "(SELECT ksef_body.bytes FROM ksef_body WHERE ksef_body.entry_key = ksef_entry.entry_key)";

    public const string NoBody = "NULL";

    /// <summary>Reads <see cref="Columns"/> and after them the bytes or null.</summary>
    public static OutboxEntry Read(DbDataReader reader)
    {
        var key = reader.GetString(0);
        try
        {
            return Decode(reader);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidCastException or OverflowException)
        {
            throw new SqlStoreException(SqlTrouble.Damaged, $"KO5101 ksef_entry '{key}' cannot be read: {exception.Message} Someone has changed the row; restore it.", innerException: exception);
        }
    }

    public static SqlArguments ToInsert(OutboxEntry entry)
    {
        var workable = OutboxStateMachine.IsWorkable(entry.State) && entry.Deadline.Kind != DeadlineKind.NoObligation;
        return Changing(entry)
            .Text("entry_key", entry.Key.ToString()).Text("taxpayer", entry.Taxpayer.Taxpayer)
            .Integer("context_type", (long)entry.Taxpayer.Context.Type).Text("context_value", entry.Taxpayer.Context.Value).Text("number", entry.Key.Number)
            .Hash("hash", entry.Hash).Date("issue_date", entry.IssueDate).Time("issued_at", entry.IssuedAt)
            .Integer("deadline_kind", (long)entry.Deadline.Kind).Date("due", entry.Deadline.Due).Date("stricter", entry.Deadline.Stricter).Integer("timeline_version", entry.Deadline.TimelineVersion)
            .Text("buyer_nip", entry.BuyerNip?.ToString()).Flag("has_attachment", entry.HasAttachment)
            .Text("reference_scope", entry.Reference.Scope).Integer("reference_number", entry.Reference.Scope is null ? null : entry.Reference.Number).Text("behind", entry.Behind?.ToString())
            .Time("printed_at", entry.Delivery.PrintedAt).Time("handed_over_at", entry.Delivery.HandedOverAt).Text("handed_over_how", entry.Delivery.How)
            .Integer("fence", 0).Time("lease_until", null).Text("lease_owner", null)
            .Integer("queue_day", workable ? Day(entry.Deadline.WorkTo) : null).Integer("queue_due", workable ? Day(entry.Deadline.Due) : null);
    }

    /// <summary>What a commit may change, bytes and deadline apart.</summary>
    public static SqlArguments Changing(OutboxEntry entry) => new SqlArguments()
        .Integer("state", (long)entry.State).Integer("shelf", Shelf(entry.State)).Integer("attempts", entry.Attempts).Time("next_attempt", entry.NextAttempt)
        .Text("session_reference", entry.Submission.Session).Text("invoice_reference", entry.Submission.Invoice).Time("last_sending_at", entry.LastSendingAt)
        .Hash("corrects", entry.Corrects)
        .Text("ksef_number", entry.Acceptance?.Number.ToString()).Time("invoicing_date", entry.Acceptance?.InvoicingDate).Time("acquisition_date", entry.Acceptance?.AcquisitionDate)
        .Flag("sent_offline", entry.Acceptance?.SentOffline).Hash("upo_hash", entry.Acceptance?.UpoHash)
        .Integer("refusal_kind", (long?)entry.Refusal?.Kind).Integer("refusal_code", entry.Refusal?.Code).Text("refusal_text", entry.Refusal?.Description).Text("refusal_original", entry.Refusal?.Original?.ToString())
        .Text("note", entry.Note)
        .Integer("mode", (long)entry.Mode.Mode).Text("mode_reason", entry.Mode.Reason).Text("mode_actor", entry.Mode.Actor).Time("mode_at", entry.Mode.At);

    public const string ChangingAssignments =
        "state = @state, shelf = @shelf, attempts = @attempts, next_attempt = @next_attempt, session_reference = @session_reference, invoice_reference = @invoice_reference, "
        + "last_sending_at = @last_sending_at, corrects = @corrects, ksef_number = @ksef_number, invoicing_date = @invoicing_date, acquisition_date = @acquisition_date, "
        + "sent_offline = @sent_offline, upo_hash = @upo_hash, refusal_kind = @refusal_kind, refusal_code = @refusal_code, refusal_text = @refusal_text, "
        + "refusal_original = @refusal_original, note = @note, mode = @mode, mode_reason = @mode_reason, mode_actor = @mode_actor, mode_at = @mode_at, "
        + "queue_day = CASE WHEN @state IN (0, 1, 2, 3) AND deadline_kind <> 3 THEN COALESCE(stricter, due, 99999999) END, "
        + "queue_due = CASE WHEN @state IN (0, 1, 2, 3) AND deadline_kind <> 3 THEN COALESCE(due, 99999999) END";

    /// <summary>Null for accepted entries, which are many and rest; 0 for all that is in work; else the state, so that people find it.</summary>
    public static long? Shelf(OutboxState state) => state == OutboxState.Accepted ? null : OutboxStateMachine.IsWorkable(state) ? 0 : (long)state;

    private static long Day(NodaTime.LocalDate? date) => date is { } d ? SqlTime.ToNumber(d) : NoDay;

    private static OutboxEntry Decode(DbDataReader reader)
    {
        var row = new RowReader(reader);
        var keyText = row.Text();
        return new OutboxEntry
        {
            Key = Key(keyText),
            Taxpayer = new TaxpayerContext(row.Text(), new VerificationContext(row.Member<VerificationContextType>(), row.Text())),
            Hash = row.Hash(),
            IssueDate = row.Date(),
            IssuedAt = row.Time(),
            Mode = new ModeDecision(row.Member<InvoicingMode>(), row.Text(), row.Text(), row.Time()),
            Deadline = EntryDeadline.From(row.Member<DeadlineKind>(), row.DateOrNull(), row.DateOrNull(), row.Number()),
            BuyerNip = row.TextOrNull() is { } nip ? Nip.Parse(nip) : null,
            HasAttachment = row.Flag(),
            Reference = ReadReference(row.TextOrNull(), row.NumberOrNull()),
            Behind = row.TextOrNull() is { } behind ? Key(behind) : null,
            State = row.Member<OutboxState>(),
            Attempts = (int)row.Number(),
            NextAttempt = row.TimeOrNull(),
            Submission = new SubmissionReference(row.TextOrNull(), row.TextOrNull()),
            LastSendingAt = row.TimeOrNull(),
            Corrects = row.HashOrNull(),
            Acceptance = ReadAcceptance(ref row),
            Refusal = ReadRefusal(ref row),
            Note = row.TextOrNull(),
            Delivery = new Delivery(row.TimeOrNull(), row.TimeOrNull(), row.TextOrNull()),
            Bytes = row.BytesOrNull(),
        };
    }

    private static Acceptance? ReadAcceptance(ref RowReader row)
    {
        if (row.KsefNumberOrNull() is { } number)
            return new Acceptance(number, row.TimeOrNull() ?? throw new FormatException("a KSeF number without its invoicing_date."), row.TimeOrNull(), row.FlagOrNull(), row.HashOrNull());
        row.Skip(4);
        return null;
    }

    private static Refusal? ReadRefusal(ref RowReader row)
    {
        if (row.NumberOrNull() is { } kind) return new Refusal((RejectionKind)kind, (int)(row.NumberOrNull() ?? 0), row.TextOrNull() ?? "", row.KsefNumberOrNull());
        row.Skip(3);
        return null;
    }

    private static OffReference ReadReference(string? scope, long? number) => scope is null ? default : new OffReference(scope, number ?? 0);

    private static InvoiceKey Key(string text) => InvoiceKey.TryParse(text, out var key) ? key : throw new FormatException($"'{text}' is not the key of an invoice.");
}

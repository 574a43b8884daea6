using System.Text.Json;
using Ksef.Offline.Emulator.Permissions;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>Reading sessions and their invoices.</summary>
internal static class SessionEndpoints
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromDays(3);

    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Get("/sessions", Access.AccessToken, "sessionList", call => List(state, call), Rights.Introspection, Rights.EnforcementOperations, Rights.InvoiceWrite),
        Route.Get("/sessions/{referenceNumber}", Access.AccessToken, "sessionMisc", call => Status(state, call), Rights.Watching),
        Route.Get("/sessions/{referenceNumber}/invoices", Access.AccessToken, "sessionInvoiceList", call => Invoices(state, call, failed: false), Rights.Watching),
        Route.Get("/sessions/{referenceNumber}/invoices/failed", Access.AccessToken, "sessionInvoiceList", call => Invoices(state, call, failed: true), Rights.Watching),
        Route.Get("/sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}", Access.AccessToken, "invoiceStatus", call => Invoice(state, call), Rights.Watching),
    ];

    private static Answer List(EmulatorState state, Call call)
    {
        var size = call.PageSize(1000);
        var type = call.Query("sessionType") switch
        {
            { } t when string.Equals(t, "Online", StringComparison.OrdinalIgnoreCase) => false,
            { } t when string.Equals(t, "Batch", StringComparison.OrdinalIgnoreCase) => true,
            null => throw new ApiError(21405, "Parametr sessionType jest wymagany."),
            var t => throw new ApiError(21405, $"Parametr sessionType ma niedozwoloną wartość '{t}'."),
        };
        var reference = call.Query("referenceNumber");
        if (reference is not null and not { Length: 36 }) throw new ApiError(21405, "Parametr referenceNumber musi mieć 36 znaków.");
        var created = (call.QueryInstant("dateCreatedFrom"), call.QueryInstant("dateCreatedTo"));
        var closed = (call.QueryInstant("dateClosedFrom"), call.QueryInstant("dateClosedTo"));
        var modified = (call.QueryInstant("dateModifiedFrom"), call.QueryInstant("dateModifiedTo"));
        var statuses = call.QueryAll("statuses");
        if (statuses.FirstOrDefault(s => !GroupNames.Contains(s, StringComparer.OrdinalIgnoreCase)) is { } wrong) throw new ApiError(21405, $"Parametr statuses ma niedozwoloną wartość '{wrong}'.");
        var all = call.Granted.Contains(Rights.Introspection) || call.Granted.Contains(Rights.EnforcementOperations);
        lock (state.Gate)
        {
            var found = state.Store.Sessions.Values
                .Where(s => s.IsBatch == type && s.ContextType == call.Login.ContextType && s.ContextValue == call.Login.ContextValue && (reference is null || s.Reference == reference))
                .Where(s => all || SameSubject(state, s, call))
                .Where(s => Within(s.Created, created) && Within(s.Updated, modified) && (closed is (null, null) || (ClosedAt(s, call.Now) is { } at && Within(at, closed))))
                .Where(s => statuses.Count == 0 || statuses.Contains(Group(s.StatusAt(call.Now).Code), StringComparer.OrdinalIgnoreCase))
                .OrderByDescending(s => s.Created).ThenByDescending(s => s.Reference, StringComparer.Ordinal).ToArray();
            var (items, next) = call.Page(found, size);
            return Answer.Object(200, json =>
            {
                json.Optional("continuationToken", next);
                json.WriteStartArray("sessions");
                foreach (var session in items)
                {
                    json.WriteStartObject();
                    json.WriteString("referenceNumber", session.Reference);
                    WriteStatus(json, session, call.Now);
                    json.WriteNumber("totalInvoiceCount", session.Invoices.Count);
                    json.WriteNumber("successfulInvoiceCount", session.Invoices.Count(i => i.CodeAt(call.Now) == 200));
                    json.WriteNumber("failedInvoiceCount", session.Invoices.Count(i => i.CodeAt(call.Now) > 200));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
        }
    }

    private static readonly string[] GroupNames = ["InProgress", "Succeeded", "Failed", "Cancelled"];

    private static string Group(int code) => code switch { 100 or 150 or 170 => "InProgress", 200 => "Succeeded", 440 => "Cancelled", _ => "Failed" };

    private static DateTimeOffset? ClosedAt(Session session, DateTimeOffset now) => session.Closed ?? (now > session.ValidUntil ? session.ValidUntil : null);

    private static bool Within(DateTimeOffset at, (DateTimeOffset? From, DateTimeOffset? To) range) => at >= (range.From ?? DateTimeOffset.MinValue) && at <= (range.To ?? DateTimeOffset.MaxValue);

    private static bool SameSubject(EmulatorState state, Session session, Call call) =>
        state.Store.Logins.TryGetValue(session.LoginReference, out var opener) && opener.SubjectType == call.Login.SubjectType && opener.SubjectValue == call.Login.SubjectValue;

    private static void WriteStatus(Utf8JsonWriter json, Session session, DateTimeOffset now)
    {
        var (code, details) = session.StatusAt(now);
        json.Status(code, SessionTexts.OfSession(code, session.IsBatch), details);
        json.Instant("dateCreated", session.Created);
        json.Instant("dateUpdated", session.Updated);
        if (code == 100) json.Instant("validUntil", session.ValidUntil);
    }

    private static Answer Status(EmulatorState state, Call call)
    {
        var reference = call.Reference();
        lock (state.Gate)
        {
            var session = OnlineSessionEndpoints.Find(state, call, reference);
            var (code, _) = session.StatusAt(call.Now);
            return Answer.Object(200, json =>
            {
                WriteStatus(json, session, call.Now);
                if (code == 200 && UpoFirst(state, session) is { } first)
                {
                    json.WriteStartObject("upo");
                    json.WriteStartArray("pages");
                    for (var page = 1; page <= UpoWriter.Pages(session); page++)
                    {
                        var upo = UpoWriter.PageReference(first, page);
                        json.WriteStartObject();
                        json.WriteString("referenceNumber", upo);
                        Link(json, state, call, "downloadUrl", $"/storage/upo/session/{session.Reference}/{upo}");
                        json.Instant("downloadUrlExpirationDate", call.Now + LinkLife);
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                    json.WriteEndObject();
                }
                json.WriteNumber("invoiceCount", session.Invoices.Count);
                json.WriteNumber("successfulInvoiceCount", session.Invoices.Count(i => i.CodeAt(call.Now) == 200));
                if (code != 100) json.WriteNumber("failedInvoiceCount", session.Invoices.Count(i => i.CodeAt(call.Now) > 200));
            });
        }
    }

    /// <summary>A session that ran out was closed by nobody: its UPO gets its reference when it is first asked for.</summary>
    private static string UpoFirst(EmulatorState state, Session session)
    {
        if (session.UpoReference is null)
        {
            session.UpoReference = state.References.Next("EU", session.ValidUntil);
            state.Store.Save(session);
        }
        return session.UpoReference;
    }

    private static Answer Invoices(EmulatorState state, Call call, bool failed)
    {
        var reference = call.Reference();
        var size = call.PageSize(1000);
        lock (state.Gate)
        {
            var session = OnlineSessionEndpoints.Find(state, call, reference);
            var all = failed ? session.Invoices.FindAll(i => i.CodeAt(call.Now) > 200) : session.Invoices;
            var (items, next) = call.Page(all, size);
            return Answer.Object(200, json =>
            {
                json.Optional("continuationToken", next);
                json.WriteStartArray("invoices");
                foreach (var invoice in items)
                {
                    json.WriteStartObject();
                    Write(json, state, call, session, invoice);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
        }
    }

    private static Answer Invoice(EmulatorState state, Call call)
    {
        var reference = call.Reference();
        var invoiceReference = call.Reference("invoiceReferenceNumber");
        lock (state.Gate)
        {
            var session = OnlineSessionEndpoints.Find(state, call, reference);
            if (!state.Store.Invoices.TryGetValue(invoiceReference, out var invoice) || invoice.SessionReference != session.Reference)
                throw new ApiError(21164, $"Nie znaleziono faktury {invoiceReference} w sesji {reference}.");
            return Answer.Object(200, json => Write(json, state, call, session, invoice));
        }
    }

    private static void Write(Utf8JsonWriter json, EmulatorState state, Call call, Session session, SubmittedInvoice invoice)
    {
        var code = invoice.CodeAt(call.Now);
        var done = code == invoice.Code && call.Now >= invoice.DoneAt;
        json.WriteNumber("ordinalNumber", invoice.Ordinal);
        if (code >= 150 && invoice.Facts is { Number.Length: > 0 and <= 256 } facts) json.WriteString("invoiceNumber", facts.Number);
        if (done) json.Optional("ksefNumber", invoice.KsefNumber);
        json.WriteString("referenceNumber", invoice.Reference);
        json.WriteString("invoiceHash", invoice.Hash.ToBase64());
        json.Optional("invoiceFileName", invoice.FileName);
        if (done && invoice.KsefNumber is not null) json.Instant("acquisitionDate", invoice.DoneAt);
        json.Instant("invoicingDate", invoice.InvoicingDate);
        if (invoice.StoredAt is { } stored && call.Now >= stored) json.Instant("permanentStorageDate", stored);
        if (done && invoice.KsefNumber is not null)
        {
            Link(json, state, call, "upoDownloadUrl", $"/storage/upo/invoice/{session.Reference}/{invoice.Reference}");
            json.Instant("upoDownloadUrlExpirationDate", call.Now + LinkLife);
            json.WriteString("invoicingMode", invoice.Offline ? "Offline" : "Online");
        }
        IReadOnlyDictionary<string, string>? extensions = null;
        if (code == 440 && invoice.OriginalKsefNumber is not null)
            extensions = new Dictionary<string, string> { ["originalSessionReferenceNumber"] = invoice.OriginalSession!, ["originalKsefNumber"] = invoice.OriginalKsefNumber };
        json.Status(code, SessionTexts.OfInvoice(code), done ? invoice.Details : null, extensions);
    }

    /// <summary>A link that needs no token: the path, its end, and a signature over both.</summary>
    public static void Link(Utf8JsonWriter json, EmulatorState state, Call call, string name, string path, DateTimeOffset? validUntil = null) =>
        json.WriteString(name, $"{call.Origin}{state.Tokens.SignLink(path, validUntil ?? call.Now + LinkLife)}");
}

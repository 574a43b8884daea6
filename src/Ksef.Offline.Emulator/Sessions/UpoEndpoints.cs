using System.Security.Cryptography;
using Ksef.Offline.Emulator.Permissions;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>UPO by KSeF number, by reference of the invoice, of the session, and by the links that need no token.</summary>
internal static class UpoEndpoints
{
    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Get("/sessions/{referenceNumber}/invoices/ksef/{ksefNumber}/upo", Access.AccessToken, "sessionMisc", call => ByNumber(state, call), Rights.Watching),
        Route.Get("/sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}/upo", Access.AccessToken, "sessionMisc", call => ByInvoice(state, call), Rights.Watching),
        Route.Get("/sessions/{referenceNumber}/upo/{upoReferenceNumber}", Access.AccessToken, "sessionMisc", call => OfSession(state, call), Rights.Watching),
    ];

    /// <summary>A pre-signed link: 403 where the signature or the time is wrong.</summary>
    public static Answer ByLink(EmulatorState state, string path, string? until, string? signature, DateTimeOffset now)
    {
        if (!state.Tokens.IsSigned(path, until, signature, now))
            return Answer.Text(403, "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>AuthenticationFailed</Code></Error>", "application/xml");
        var parts = path.Split('/');
        lock (state.Gate)
        {
            var session = state.Store.Sessions[parts[4]];
            if (parts[3] == "invoice") return Document(Of(state, session, state.Store.Invoices[parts[5]]));
            for (var page = 1; page <= UpoWriter.Pages(session); page++)
                if (UpoWriter.PageReference(session.UpoReference!, page) == parts[5]) return Document(UpoWriter.OfSession(session, LoginOf(state, session), page));
        }
        return Answer.Empty(404);
    }

    private static Answer ByNumber(EmulatorState state, Call call)
    {
        var reference = call.Reference();
        var number = call.Path("ksefNumber");
        if (!KsefNumber.TryParse(number, out _)) throw new ApiError(21405, "Parametr ksefNumber ma zły format.");
        lock (state.Gate)
        {
            if (state.Store.Sessions.TryGetValue(reference, out var session) && session.ContextValue == call.Login.ContextValue && session.ContextType == call.Login.ContextType

                && state.Store.ByKsefNumber.TryGetValue(number, out var invoice) && invoice.SessionReference == reference && call.Now >= invoice.DoneAt) return Document(Of(state, session, invoice));
        }
        throw new ApiError(21178, $"Nie znaleziono UPO faktury {number} w sesji {reference}.");
    }

    private static Answer ByInvoice(EmulatorState state, Call call)
    {
        var reference = call.Reference();
        var invoiceReference = call.Reference("invoiceReferenceNumber");
        lock (state.Gate)
        {
            var session = OnlineSessionEndpoints.Find(state, call, reference);
            if (state.Store.Invoices.TryGetValue(invoiceReference, out var invoice) && invoice.SessionReference == session.Reference && invoice.KsefNumber is not null && call.Now >= invoice.DoneAt)
                return Document(Of(state, session, invoice));
        }
        throw new ApiError(21178, $"Nie znaleziono UPO faktury {invoiceReference} w sesji {reference}.");
    }

    private static Answer OfSession(EmulatorState state, Call call)
    {
        var reference = call.Reference();
        var upo = call.Reference("upoReferenceNumber");
        lock (state.Gate)
        {
            var session = OnlineSessionEndpoints.Find(state, call, reference);
            if (session.UpoReference is { } first && session.StatusAt(call.Now).Code == 200)
                for (var page = 1; page <= UpoWriter.Pages(session); page++)
                    if (UpoWriter.PageReference(first, page) == upo) return Document(UpoWriter.OfSession(session, LoginOf(state, session), page));
        }
        throw new ApiError(21178, $"Nie znaleziono UPO {upo} w sesji {reference}.");
    }

    private static byte[] Of(EmulatorState state, Session session, SubmittedInvoice invoice) => UpoWriter.OfInvoice(session, LoginOf(state, session), invoice);

    private static Authentication.Login? LoginOf(EmulatorState state, Session session) => state.Store.Logins.GetValueOrDefault(session.LoginReference);

    private static Answer Document(byte[] upo) => Answer.Bytes(200, upo, "application/xml").With("x-ms-meta-hash", Convert.ToBase64String(SHA256.HashData(upo)));
}

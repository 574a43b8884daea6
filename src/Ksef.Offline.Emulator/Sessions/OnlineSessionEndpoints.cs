using System.Security.Cryptography;
using Ksef.Offline.Emulator.Permissions;
using Ksef.Offline.Emulator.Security;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>Interactive sessions: open, send, close.</summary>
internal static class OnlineSessionEndpoints
{
    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Post("/sessions/online", Access.AccessToken, "onlineSession", call => Open(state, call), Rights.Sending).Body(),
        Route.Post("/sessions/online/{referenceNumber}/invoices", Access.AccessToken, "invoiceSend", call => Send(state, call), Rights.Sending).Body(),
        Route.Post("/sessions/online/{referenceNumber}/close", Access.AccessToken, "onlineSession", call => Close(state, call), Rights.Sending),
    ];

    /// <summary>Reads formCode; only FA(3) is spoken here.</summary>
    public static void ReadFormCode(Input input)
    {
        var form = input.Child("formCode");
        var system = form?.Text("systemCode");
        var version = form?.Text("schemaVersion");
        var value = form?.Text("value");
        if (system is not null && version is not null && value is not null && (system, version, value) is not ("FA (3)", "1-0E", "FA"))
            form!.Fault("systemCode", $"kod formularza {system} {version} {value} nie jest obsługiwany.");
    }

    /// <summary>Reads encryption; the key comes back null where it cannot be decrypted.</summary>
    public static (Func<byte[]?> Key, byte[] Iv) ReadEncryption(EmulatorState state, Input input)
    {
        var encryption = input.Child("encryption");
        var encrypted = encryption?.Bytes("encryptedSymmetricKey");
        var iv = encryption?.Bytes("initializationVector", exactly: 16);
        var keyId = encryption?.Text("publicKeyId", required: false, least: 44, greatest: 44);
        return (() => state.Keys.Decrypt(encrypted!, PlatformKeys.SessionUsage, keyId) is { Length: 32 } key ? key : null, iv ?? []);
    }

    private static Answer Open(EmulatorState state, Call call)
    {
        ReadFormCode(call.Input);
        var (readKey, iv) = ReadEncryption(state, call.Input);
        call.Input.Finish();
        var key = readKey();
        var session = new Session
        {
            Reference = state.References.Next("SO", call.Now),
            LoginReference = call.Login.Reference,
            ContextType = call.Login.ContextType,
            ContextValue = call.Login.ContextValue,
            Created = call.Now,
            Updated = call.Now,
            ValidUntil = call.Now.AddHours(12),
            StrictIdentifiers = call.AsksForStrictIdentifiers,
            Key = key,
            Iv = iv,
            Failure = key is null ? 415 : 0,
        };
        lock (state.Gate) state.Store.Save(session);
        return Answer.Object(201, json =>
        {
            json.WriteString("referenceNumber", session.Reference);
            json.Instant("validUntil", session.ValidUntil);
        });
    }

    private static Answer Send(EmulatorState state, Call call)
    {
        var reference = call.Reference();
        var input = call.Input;
        var hash = input.Hash("invoiceHash");
        var size = input.Whole("invoiceSize", least: 1);
        var encryptedHash = input.Hash("encryptedInvoiceHash");
        var encryptedSize = input.Whole("encryptedInvoiceSize", least: 1);
        var content = input.Bytes("encryptedInvoiceContent");
        var offline = input.Flag("offlineMode") ?? false;
        var corrected = input.Hash("hashOfCorrectedInvoice", required: false);
        if (corrected is not null && !offline) input.Fault("hashOfCorrectedInvoice", "dozwolone tylko dla faktur offline.");
        input.Finish();

        Session session;
        lock (state.Gate)
        {
            session = Find(state, call, reference, batch: false);
            var (status, _) = session.StatusAt(call.Now);
            if (status != 100) throw new ApiError(21180, $"Status sesji {status} nie pozwala wysyłać faktur.");
        }
        if (content!.Length != encryptedSize) throw new ApiError(21402, $"Treść ma {content.Length} bajtów, zadeklarowano {encryptedSize}.");
        if (InvoiceHash.FromBytes(SHA256.HashData(content)) != encryptedHash) throw new ApiError(21403, "Skrót zaszyfrowanej treści różni się od zadeklarowanego.");

        var judge = state.Judge;
        var bytes = InvoiceJudge.Decrypt(session, content);
        var verdict = bytes is null ? Verdict.Refused(435, "Pliku nie da się odszyfrować kluczem sesji.")
            : bytes.Length != size ? Verdict.Refused(430, $"Plik ma {bytes.Length} bajtów, zadeklarowano {size}.")
            : InvoiceHash.Of(bytes) != hash ? Verdict.Refused(430, "Skrót pliku różni się od zadeklarowanego.")
            : judge.Judge(bytes, session, offline, call.Now, call.Granted, corrected is not null, call.AsksForStrictIdentifiers);
        var blobAt = verdict.Code == 200 ? state.Blobs.Append(bytes) : 0;
        lock (state.Gate)
        {
            var (status, _) = session.StatusAt(call.Now);
            if (status != 100) throw new ApiError(21180, $"Status sesji {status} nie pozwala wysyłać faktur.");
            var limit = state.Quotas.InvoicesPerSession(session);
            if (session.Invoices.Count >= limit) throw new ApiError(21155, $"Sesja {reference} ma już {limit} faktur.");
            if (corrected is { } old) EnsureCorrectable(state, old, call.Now);
            var sent = new Submission(session, session.Invoices.Count + 1, hash!.Value, call.Now, call.Now) { HashOfCorrected = corrected };
            var invoice = judge.Settle(sent, verdict, blobAt, bytes?.Length ?? 0);
            session.Updated = call.Now;
            state.Store.Save(invoice);
            return Answer.Object(202, json => json.WriteString("referenceNumber", invoice.Reference));
        }
    }

    /// <summary>A technical correction needs a file that was not accepted and has no accepted correction yet; a file never seen passes, as in the real system.</summary>
    private static void EnsureCorrectable(EmulatorState state, InvoiceHash old, DateTimeOffset now)
    {
        if (state.Store.ByHash.TryGetValue(old, out var same) && same.Exists(i => i.KsefNumber is not null && now >= i.DoneAt)) throw new ApiError(21167, "Ta faktura została przyjęta.");
        if (state.Store.Corrections.TryGetValue(old, out var correction) && now >= correction.DoneAt)
            throw new ApiError(21166, "Ta faktura ma już przyjętą korektę techniczną.");
    }

    private static Answer Close(EmulatorState state, Call call)
    {
        var reference = call.Reference();
        lock (state.Gate)
        {
            var session = Find(state, call, reference, batch: false);
            var (status, _) = session.StatusAt(call.Now);
            if (status != 100) throw new ApiError(21180, $"Status sesji {status} nie pozwala jej zamknąć.");
            session.Closed = call.Now;
            session.Updated = call.Now;
            session.UpoReference = state.References.Next("EU", call.Now);
            state.Store.Save(session);
        }
        return Answer.Empty(204);
    }

    /// <summary>The session of this context and kind, else 21173. The caller holds the gate.</summary>
    public static Session Find(EmulatorState state, Call call, string reference, bool? batch = null)
    {
        if (state.Store.Sessions.TryGetValue(reference, out var session) && (batch is null || session.IsBatch == batch)
            && string.Equals(session.ContextType, call.Login.ContextType, StringComparison.Ordinal)
            && string.Equals(session.ContextValue, call.Login.ContextValue, StringComparison.Ordinal)) return session;
        throw new ApiError(21173, $"Nie znaleziono sesji {reference}.");
    }
}

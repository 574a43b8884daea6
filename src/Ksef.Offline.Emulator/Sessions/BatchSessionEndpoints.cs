using System.Globalization;
using Ksef.Offline.Emulator.Permissions;
using Ksef.Offline.Emulator.Wire;
using Microsoft.AspNetCore.Http;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>Batch sessions: open, upload of parts by pre-signed links, close.</summary>
internal static class BatchSessionEndpoints
{
    private const long GreatestPart = 100_000_000;
    private const long GreatestEncryptedPart = GreatestPart + 16;
    private static readonly TimeSpan TimePerPart = TimeSpan.FromMinutes(20);

    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Post("/sessions/batch", Access.AccessToken, "batchSession", call => Open(state, call), Rights.InvoiceWrite, Rights.EnforcementOperations).Body(),
        Route.Post("/sessions/batch/{referenceNumber}/close", Access.AccessToken, "batchSession", call => Close(state, call), Rights.InvoiceWrite, Rights.EnforcementOperations),
    ];

    private static Answer Open(EmulatorState state, Call call)
    {
        var input = call.Input;
        OnlineSessionEndpoints.ReadFormCode(input);
        var file = input.Child("batchFile");
        var size = file?.Whole("fileSize", least: 1, greatest: 5_000_000_000);
        var hash = file?.Hash("fileHash");
        var tarGz = file?.OneOf("compressionType", false, "Zip", "TarGz") == "TarGz";
        var parts = file?.Children("fileParts", least: 1).Select(ReadPart).ToArray() ?? [];
        var (readKey, iv) = OnlineSessionEndpoints.ReadEncryption(state, input);
        var offline = input.Flag("offlineMode") ?? false;
        input.Finish();
        if (parts.Length > 50) throw new ApiError(21161, $"Pakiet ma {parts.Length} części, dozwolone jest 50.");
        if (Array.Find(parts, p => p.Size > GreatestEncryptedPart) is { } large) throw new ApiError(21157, $"Część {large.Ordinal} jest większa niż 100 MB.");
        parts = [.. parts.OrderBy(p => p.Ordinal)];
        for (var i = 0; i < parts.Length; i++)
            if (parts[i].Ordinal != i + 1) throw new ApiError(21405, "Numery części muszą iść po kolei od 1.");
        var session = new Session
        {
            Reference = state.References.Next("SB", call.Now),
            LoginReference = call.Login.Reference,
            ContextType = call.Login.ContextType,
            ContextValue = call.Login.ContextValue,
            IsBatch = true,
            Created = call.Now,
            Updated = call.Now,
            ValidUntil = call.Now + (TimePerPart * parts.Length),
            StrictIdentifiers = call.AsksForStrictIdentifiers,
            Key = readKey(),
            Iv = iv,
            Package = new BatchPackage { Size = size!.Value, Hash = hash!.Value, TarGz = tarGz, Offline = offline, Parts = parts, Permissions = call.Granted },
        };
        lock (state.Gate) state.Store.Save(session);
        return Answer.Object(201, json =>
        {
            json.WriteString("referenceNumber", session.Reference);
            json.WriteStartArray("partUploadRequests");
            foreach (var part in parts)
            {
                json.WriteStartObject();
                json.WriteNumber("ordinalNumber", part.Ordinal);
                json.WriteString("method", "PUT");
                SessionEndpoints.Link(json, state, call, "url", $"/storage/parts/{session.Reference}/{part.Ordinal}", session.ValidUntil);
                json.WriteStartObject("headers");
                json.WriteString("x-ms-blob-type", "BlockBlob");
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    private static BatchPart ReadPart(Input input) => new()
    {
        Ordinal = (int)(input.Whole("ordinalNumber", least: 1, greatest: int.MaxValue) ?? 0),
        Size = input.Whole("fileSize", least: 1) ?? 0,
        Hash = input.Hash("fileHash") ?? default,
    };

    /// <summary>The upload of a part: 201; 400 for a missing header or an oversized body, 401 with a token, 403 for a bad or late link.</summary>
    public static async Task<Answer> UploadAsync(EmulatorState state, HttpContext context, string path, DateTimeOffset now, bool lose)
    {
        var request = context.Request;
        if (request.Headers.Authorization.Count > 0) return Problem(401, "InvalidAuthenticationInfo");
        if (!state.Tokens.IsSigned(path, request.Query["se"], request.Query["sig"], now)) return Problem(403, "AuthenticationFailed");
        if (!string.Equals(request.Headers["x-ms-blob-type"], "BlockBlob", StringComparison.Ordinal)) return Problem(400, "MissingRequiredHeader");
        var segments = path.Split('/');
        var ordinal = int.Parse(segments[4], CultureInfo.InvariantCulture);
        Session session;
        lock (state.Gate)
        {
            session = state.Store.Sessions[segments[3]];
            if (session.StatusAt(now).Code != 100) return Problem(403, "AuthorizationFailure");
        }
        if (lose)
        {
            await request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            return Answer.Empty(201);
        }
        if (await state.Spool.StoreAsync(session.Reference, ordinal, request.Body, GreatestEncryptedPart, context.RequestAborted) is not { } stored) return Problem(400, "RequestBodyTooLarge");
        lock (state.Gate)
        {
            var part = session.Package!.Parts[ordinal - 1];
            (part.UploadedSize, part.UploadedHash) = (stored.Size, stored.Hash);
            session.Updated = now;
            state.Store.Save(session);
        }
        return Answer.Empty(201);
    }

    private static Answer Problem(int status, string code) => Answer.Text(status, $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code></Error>", "application/xml");

    private static Answer Close(EmulatorState state, Call call)
    {
        var reference = call.Reference();
        Session session;
        lock (state.Gate)
        {
            session = OnlineSessionEndpoints.Find(state, call, reference, batch: true);
            if (session.Closed is null && call.Now > session.ValidUntil) throw new ApiError(21208, "Sesja jest anulowana, czas wysyłki minął.");
            var (status, _) = session.StatusAt(call.Now);
            if (status != 100) throw new ApiError(21180, $"Status sesji {status} nie pozwala jej zamknąć.");
            foreach (var part in session.Package!.Parts)
            {
                if (part.UploadedSize is null) throw new ApiError(21205, $"Nie przesłano części {part.Ordinal}.");
                if (part.UploadedSize != part.Size) throw new ApiError(21157, $"Część {part.Ordinal} ma {part.UploadedSize} bajtów, zadeklarowano {part.Size}.");
            }
            session.Closed = call.Now;
            session.Updated = call.Now;
            state.Store.Save(session);
        }
        state.Batches.Start(session);
        return Answer.Empty(204);
    }
}

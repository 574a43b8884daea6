using System.Security.Cryptography;
using System.Text.Json;
using Ksef.Offline.Emulator.Permissions;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Authentication;

/// <summary>KSeF tokens: issue, list, status, revoke.</summary>
internal static class TokenEndpoints
{
    private static readonly string[] Scopes = [Rights.InvoiceRead, Rights.InvoiceWrite, Rights.CredentialsRead, Rights.CredentialsManage, Rights.SubunitManage, Rights.EnforcementOperations, Rights.Introspection, Rights.CollectiveIdentifierManage];
    private static readonly string[] Statuses = ["Pending", "Active", "Revoking", "Revoked", "Failed"];

    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Post("/tokens", Access.AccessToken, "other", call => Generate(state, call)).Body(),
        Route.Get("/tokens", Access.AccessToken, "other", call => List(state, call)),
        Route.Get("/tokens/{referenceNumber}", Access.AccessToken, "other", call => Status(state, call)),
        Route.Delete("/tokens/{referenceNumber}", Access.AccessToken, "other", call => Revoke(state, call)),
    ];

    private static Answer Generate(EmulatorState state, Call call)
    {
        var scopes = call.Input.Texts("permissions", true, 1, allowed: Scopes);
        var description = call.Input.Text("description", least: 5, greatest: 256);
        call.Input.Finish();
        if (call.Login.ByToken) throw ApiError.Forbidden("auth-method-not-allowed", "Uwierzytelnienie tokenem nie wystarcza.", ("authenticationMethodCategory", ["Token"]));
        if (call.Login.ContextType is not ("Nip" or "InternalId")) throw new ApiError(26002, $"Kontekst: {call.Login.ContextType}; dozwolone: Nip, InternalId.");
        var missing = scopes.Except(call.Granted).ToArray();
        if (missing.Length > 0) throw new ApiError(26001, $"Brakuje: {string.Join(", ", missing)}.");
        var reference = state.References.Next("EC", call.Now);
        var token = new KsefToken
        {
            Reference = reference,
            Secret = $"{reference}|{(call.Login.ContextType == "Nip" ? "nip" : "internalId")}-{call.Login.ContextValue}|{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}",
            ContextType = call.Login.ContextType,
            ContextValue = call.Login.ContextValue,
            AuthorType = call.Login.SubjectType,
            AuthorValue = call.Login.SubjectValue,
            Description = description!,
            Permissions = [.. scopes.Distinct()],
            Created = call.Now,
        };
        lock (state.Gate) state.Store.Save(token);
        return Answer.Object(202, json =>
        {
            json.WriteString("referenceNumber", reference);
            json.WriteString("token", token.Secret);
        });
    }

    /// <summary>With CredentialsManage or CredentialsRead every token of the context; else the one used, or one's own. The caller holds the gate.</summary>
    private static IEnumerable<KsefToken> Visible(EmulatorState state, Call call, params string[] all) => state.Store.Tokens.Values
        .Where(t => t.ContextType == call.Login.ContextType && t.ContextValue == call.Login.ContextValue)
        .Where(t => all.Any(call.Granted.Contains) || (call.Login.ByToken ? t.Reference == call.Login.TokenReference : t.AuthorType == call.Login.SubjectType && t.AuthorValue == call.Login.SubjectValue));

    private static Answer List(EmulatorState state, Call call)
    {
        var size = call.PageSize(100);
        var statuses = call.QueryAll("status");
        if (statuses.FirstOrDefault(s => !Statuses.Contains(s, StringComparer.OrdinalIgnoreCase)) is { } wrong) throw new ApiError(21405, $"Parametr status ma niedozwoloną wartość '{wrong}'.");
        var description = AtLeastThree(call, "description");
        var author = AtLeastThree(call, "authorIdentifier");
        var authorType = call.Query("authorIdentifierType");
        if (authorType is not null && !new[] { "Nip", "Pesel", "Fingerprint" }.Contains(authorType, StringComparer.OrdinalIgnoreCase)) throw new ApiError(21405, "Parametr authorIdentifierType ma niedozwoloną wartość.");
        lock (state.Gate)
        {
            var found = Visible(state, call, Rights.CredentialsManage, Rights.CredentialsRead)
                .Where(t => statuses.Count == 0 || statuses.Contains(t.Status, StringComparer.OrdinalIgnoreCase))
                .Where(t => (description is null || t.Description.Contains(description, StringComparison.OrdinalIgnoreCase)) && (author is null || t.AuthorValue.Contains(author, StringComparison.OrdinalIgnoreCase)))
                .Where(t => authorType is null || string.Equals(t.AuthorType, authorType, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(t => t.Created).ThenByDescending(t => t.Reference, StringComparer.Ordinal).ToArray();
            var (items, next) = call.Page(found, size);
            return Answer.Object(200, json =>
            {
                json.Optional("continuationToken", next);
                json.WriteStartArray("tokens");
                foreach (var token in items)
                {
                    json.WriteStartObject();
                    Write(json, token);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
        }
    }

    private static string? AtLeastThree(Call call, string name) => call.Query(name) is not { } text ? null : text.Length >= 3 ? text : throw new ApiError(21405, $"Parametr {name} musi mieć co najmniej 3 znaki.");

    private static void Write(Utf8JsonWriter json, KsefToken token)
    {
        json.WriteString("referenceNumber", token.Reference);
        json.Identifier("authorIdentifier", token.AuthorType, token.AuthorValue);
        json.Identifier("contextIdentifier", token.ContextType, token.ContextValue);
        json.WriteString("description", token.Description);
        json.Strings("requestedPermissions", token.Permissions);
        json.Instant("dateCreated", token.Created);
        json.Instant("lastUseDate", token.LastUse);
        json.WriteString("status", token.Status);
    }

    private static Answer Status(EmulatorState state, Call call)
    {
        var reference = call.Reference();
        lock (state.Gate)
        {
            var token = Visible(state, call, Rights.CredentialsManage, Rights.CredentialsRead).FirstOrDefault(t => t.Reference == reference) ?? throw new ApiError(21405, $"Nie znaleziono tokena {reference}.");
            return Answer.Object(200, json => Write(json, token));
        }
    }

    private static Answer Revoke(EmulatorState state, Call call)
    {
        var reference = call.Reference();
        lock (state.Gate)
        {
            var token = Visible(state, call, Rights.CredentialsManage).FirstOrDefault(t => t.Reference == reference) ?? throw new ApiError(21405, $"Nie znaleziono tokena {reference}.");
            token.Revoked = true;
            state.Store.Save(token);
        }
        return Answer.Empty(204);
    }
}

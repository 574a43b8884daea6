using Ksef.Offline.Emulator.Authentication;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Permissions;

/// <summary>Granting and taking back permissions of persons, entities and between entities; the consent to attachments.</summary>
internal static class PermissionEndpoints
{
    public static readonly string[] PersonScopes = [Rights.CredentialsManage, Rights.CredentialsRead, Rights.InvoiceWrite, Rights.InvoiceRead, Rights.Introspection, Rights.SubunitManage, Rights.EnforcementOperations, Rights.CollectiveIdentifierManage];
    private static readonly string[] EntityScopes = [Rights.InvoiceWrite, Rights.InvoiceRead];
    private static readonly string[] Between = ["SelfInvoicing", "RRInvoicing", "TaxRepresentative", "PefInvoicing"];

    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Post("/permissions/persons/grants", Access.AccessToken, "other", call => GrantPersons(state, call), Rights.CredentialsManage).Body(),
        Route.Post("/permissions/entities/grants", Access.AccessToken, "other", call => GrantEntities(state, call), Rights.CredentialsManage).Body(),
        Route.Post("/permissions/authorizations/grants", Access.AccessToken, "other", call => GrantAuthorization(state, call), Rights.CredentialsManage).Body(),
        Route.Delete("/permissions/common/grants/{permissionId}", Access.AccessToken, "other", call => Revoke(state, call, false), Rights.CredentialsManage, Rights.SubunitManage),
        Route.Delete("/permissions/authorizations/grants/{permissionId}", Access.AccessToken, "other", call => Revoke(state, call, true), Rights.CredentialsManage),
        Route.Get("/permissions/operations/{referenceNumber}", Access.AccessToken, "other", call => Operation(state, call)),
        Route.Get("/permissions/attachments/status", Access.AccessToken, "other", call => Attachments(state, call), Rights.CredentialsManage, Rights.CredentialsRead),
    ];

    /// <summary>Reads an identifier of a person or an entity and holds it against its form.</summary>
    public static (string Type, string Value) ReadIdentifier(Input? input, params string[] types)
    {
        var type = input?.OneOf("type", true, types) ?? "";
        var value = input?.Text("value") ?? "";
        var good = type switch
        {
            "Nip" => ContextRules.IsNip(value),
            "Pesel" => ContextRules.IsPesel(value),
            "Fingerprint" => value.Length == 64 && value.All(char.IsAsciiHexDigit),
            "PeppolId" => ContextRules.IsValid("PeppolId", value),
            _ => true,
        };
        if (!good) input!.Fault("value", "nie pasuje do typu identyfikatora.");
        return (type, value);
    }

    private static Answer GrantPersons(EmulatorState state, Call call)
    {
        var input = call.Input;
        var subject = ReadIdentifier(input.Child("subjectIdentifier"), "Nip", "Pesel", "Fingerprint");
        var scopes = input.Texts("permissions", true, 1, allowed: PersonScopes);
        var description = input.Text("description", least: 5, greatest: 256);
        var details = input.Child("subjectDetails");
        details?.OneOf("subjectDetailsType", true, "PersonByIdentifier", "PersonByFingerprintWithIdentifier", "PersonByFingerprintWithoutIdentifier");
        var person = details?.Child("personById", required: false) ?? details?.Child("personByFpWithId", required: false) ?? details?.Child("personByFpNoId", required: false);
        person?.Text("firstName", least: 2, greatest: 30);
        person?.Text("lastName", least: 2, greatest: 81);
        input.Finish();
        return Save(state, call, [.. scopes.Distinct().Select(s => Make(state, call, subject, s, description!))]);
    }

    private static Answer GrantEntities(EmulatorState state, Call call)
    {
        var input = call.Input;
        var subject = ReadIdentifier(input.Child("subjectIdentifier"), "Nip");
        var scopes = input.Children("permissions", true, 1).Select(p => (Scope: p.OneOf("type", true, EntityScopes), Delegate: p.Flag("canDelegate") ?? false)).ToArray();
        var description = input.Text("description", least: 5, greatest: 256);
        input.Child("subjectDetails")?.Text("fullName", least: 5, greatest: 90);
        input.Finish();
        return Save(state, call, [.. scopes.Select(s => Make(state, call, subject, s.Scope!, description!, canDelegate: s.Delegate, entity: true))]);
    }

    private static Answer GrantAuthorization(EmulatorState state, Call call)
    {
        var input = call.Input;
        var subject = ReadIdentifier(input.Child("subjectIdentifier"), "Nip", "PeppolId");
        var scope = input.OneOf("permission", true, Between);
        var description = input.Text("description", least: 5, greatest: 256);
        input.Child("subjectDetails")?.Text("fullName", least: 5, greatest: 90);
        input.Finish();
        return Save(state, call, [Make(state, call, subject, scope!, description!, authorization: true)]);
    }

    private static Grant Make(EmulatorState state, Call call, (string Type, string Value) subject, string scope, string description, bool canDelegate = false, bool entity = false, bool authorization = false) => new()
    {
        Id = state.References.Next("EP", call.Now),
        ContextType = call.Login.ContextType,
        ContextValue = call.Login.ContextValue,
        SubjectType = subject.Type,
        SubjectValue = subject.Value,
        Scope = scope,
        Description = description,
        Started = call.Now,
        CanDelegate = canDelegate,
        AuthorType = call.Login.SubjectType,
        AuthorValue = call.Login.SubjectValue,
        IsForEntity = entity,
        IsAuthorization = authorization,
    };

    private static Answer Save(EmulatorState state, Call call, Grant[] grants)
    {
        var operation = new Operation { Reference = state.References.Next("EO", call.Now), Started = call.Now, Context = call.Login.ContextValue };
        lock (state.Gate) state.Store.Save([.. grants, operation]);
        return Answer.Object(202, json => json.WriteString("referenceNumber", operation.Reference));
    }

    private static Answer Revoke(EmulatorState state, Call call, bool authorization)
    {
        var id = call.Reference("permissionId");
        lock (state.Gate)
        {
            if (!state.Store.Grants.TryGetValue(id, out var grant) || grant.Revoked || grant.IsAuthorization != authorization || grant.ContextValue != call.Login.ContextValue)
                throw new ApiError(21405, $"Nie znaleziono uprawnienia {id}.");
            grant.Revoked = true;
            return Save(state, call, [grant]);
        }
    }

    private static Answer Operation(EmulatorState state, Call call)
    {
        var reference = call.Reference();
        lock (state.Gate)
        {
            if (!state.Store.Operations.TryGetValue(reference, out var operation) || operation.Context != call.Login.ContextValue) throw new ApiError(21405, $"Nie znaleziono operacji {reference}.");
            if (call.Now - operation.Started > TimeSpan.FromDays(30)) throw ApiError.Gone("Status tej operacji nie jest już dostępny.");
            return Answer.Object(200, json => json.Status(200, "Operacja udana"));
        }
    }

    private static Answer Attachments(EmulatorState state, Call call)
    {
        var allowed = state.Attachments.Allows(call.Login.ContextValue, call.Now);
        var end = state.Attachments.End(call.Login.ContextValue);
        return Answer.Object(200, json =>
        {
            json.WriteBoolean("isAttachmentAllowed", allowed);
            json.Instant("revokedDate", end);
        });
    }
}

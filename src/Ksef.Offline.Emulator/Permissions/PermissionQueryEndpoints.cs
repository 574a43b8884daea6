using System.Text.Json;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Permissions;

/// <summary>Queries of permissions: one's own, of persons, of entities, between entities.</summary>
internal static class PermissionQueryEndpoints
{
    private static readonly string[] Scopes = ["SelfInvoicing", "TaxRepresentative", "RRInvoicing", "PefInvoicing"];

    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Post("/permissions/query/personal/grants", Access.AccessToken, "other", call => Personal(state, call)) with { BodyIsOptional = true },
        Route.Post("/permissions/query/persons/grants", Access.AccessToken, "other", call => Persons(state, call), Rights.CredentialsManage, Rights.CredentialsRead, Rights.SubunitManage).Body(),
        Route.Post("/permissions/query/entities/grants", Access.AccessToken, "other", call => Entities(state, call), Rights.CredentialsManage, Rights.CredentialsRead) with { BodyIsOptional = true },
        Route.Post("/permissions/query/authorizations/grants", Access.AccessToken, "other", call => Between(state, call), Rights.CredentialsManage, Rights.CredentialsRead).Body(),
    ];

    private static Answer Personal(EmulatorState state, Call call)
    {
        IReadOnlyList<string> types = [];
        if (!call.Body.IsEmpty)
        {
            types = call.Input.Texts("permissionTypes", required: false);
            call.Input.OneOf("permissionState", false, "Active", "Inactive");
            call.Input.Finish();
        }
        return List(state, call, "permissions", g => !g.IsAuthorization && g.SubjectType == call.Login.SubjectType && g.SubjectValue == call.Login.SubjectValue && (types.Count == 0 || types.Contains(g.Scope)), (json, g) =>
        {
            WriteContext(json, g);
            json.Identifier("authorizedIdentifier", g.SubjectType, g.SubjectValue);
            json.WriteString("permissionScope", g.Scope);
            WriteRest(json, g);
        });
    }

    private static Answer Persons(EmulatorState state, Call call)
    {
        var input = call.Input;
        input.OneOf("queryType", true, "PermissionsInCurrentContext", "PermissionsGrantedInCurrentContext");
        var types = input.Texts("permissionTypes", required: false, allowed: PermissionEndpoints.PersonScopes);
        var subject = input.Child("authorizedIdentifier", required: false) is { } given ? PermissionEndpoints.ReadIdentifier(given, "Nip", "Pesel", "Fingerprint") : default;
        input.OneOf("permissionState", false, "Active", "Inactive");
        input.Finish();
        return List(state, call, "permissions", g => !g.IsAuthorization && !g.IsForEntity && g.ContextValue == call.Login.ContextValue && (types.Count == 0 || types.Contains(g.Scope)) && (subject.Type is null || (g.SubjectType == subject.Type && g.SubjectValue == subject.Value)), (json, g) =>
        {
            json.Identifier("authorizedIdentifier", g.SubjectType, g.SubjectValue);
            WriteContext(json, g);
            json.Identifier("authorIdentifier", g.AuthorType, g.AuthorValue);
            json.WriteString("permissionScope", g.Scope);
            WriteRest(json, g);
        });
    }

    private static Answer Entities(EmulatorState state, Call call)
    {
        var nip = call.Login.ContextValue;
        return List(state, call, "permissions", g => g.IsForEntity && g.SubjectValue == nip, (json, g) =>
        {
            WriteContext(json, g);
            json.WriteString("permissionScope", g.Scope);
            json.WriteString("description", g.Description);
            json.Instant("startDate", g.Started);
            json.WriteBoolean("canDelegate", g.CanDelegate);
        });
    }

    private static Answer Between(EmulatorState state, Call call)
    {
        var input = call.Input;
        var received = input.OneOf("queryType", true, "Granted", "Received") == "Received";
        var types = input.Texts("permissionTypes", required: false, allowed: Scopes);
        input.Finish();
        var own = call.Login.ContextValue;
        return List(state, call, "authorizationGrants", g => g.IsAuthorization && (received ? g.SubjectValue == own : g.ContextValue == own) && (types.Count == 0 || types.Contains(g.Scope)), (json, g) =>
        {
            json.Identifier("authorIdentifier", g.AuthorType, g.AuthorValue);
            json.Identifier("authorizedEntityIdentifier", g.SubjectType, g.SubjectValue);
            json.Identifier("authorizingEntityIdentifier", g.ContextType, g.ContextValue);
            json.WriteString("authorizationScope", g.Scope);
            json.WriteString("description", g.Description);
            json.Instant("startDate", g.Started);
        });
    }

    private static void WriteContext(Utf8JsonWriter json, Grant grant) => json.Identifier("contextIdentifier", grant.ContextType, grant.ContextValue);

    private static void WriteRest(Utf8JsonWriter json, Grant grant)
    {
        json.WriteString("description", grant.Description);
        json.WriteString("permissionState", "Active");
        json.Instant("startDate", grant.Started);
        json.WriteBoolean("canDelegate", grant.CanDelegate);
    }

    private static Answer List(EmulatorState state, Call call, string name, Func<Grant, bool> filter, Action<Utf8JsonWriter, Grant> write)
    {
        var size = call.PageSize(100);
        var page = call.Whole("pageOffset", 0, 0, int.MaxValue);
        Grant[] found;
        lock (state.Gate) found = [.. state.Grants.Live.Where(filter).OrderByDescending(g => g.Started).ThenBy(g => g.Id, StringComparer.Ordinal)];
        var items = found.Skip((int)Math.Min((long)page * size, int.MaxValue)).Take(size).ToArray();
        return Answer.Object(200, json =>
        {
            json.WriteStartArray(name);
            foreach (var grant in items)
            {
                json.WriteStartObject();
                json.WriteString("id", grant.Id);
                write(json, grant);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteBoolean("hasMore", ((long)page * size) + items.Length < found.Length);
        });
    }
}

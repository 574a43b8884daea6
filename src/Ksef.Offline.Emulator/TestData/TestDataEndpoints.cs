using System.Globalization;
using Ksef.Offline.Emulator.Authentication;
using Ksef.Offline.Emulator.Permissions;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.TestData;

/// <summary>The test environment's own endpoints: subjects, persons, permissions, consent to attachments, blocked contexts.</summary>
internal static class TestDataEndpoints
{
    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Post("/testdata/subject", Access.Anonymous, "anonymous", call => CreateSubject(state, call)).Body(),
        Route.Post("/testdata/subject/remove", Access.Anonymous, "anonymous", call => Remove(state, call, "subject", "subjectNip")).Body(),
        Route.Post("/testdata/person", Access.Anonymous, "anonymous", call => CreatePerson(state, call)).Body(),
        Route.Post("/testdata/person/remove", Access.Anonymous, "anonymous", call => Remove(state, call, "person", "nip")).Body(),
        Route.Post("/testdata/permissions", Access.Anonymous, "anonymous", call => Grant(state, call)).Body(),
        Route.Post("/testdata/permissions/revoke", Access.Anonymous, "anonymous", call => RevokeGrants(state, call)).Body(),
        Route.Post("/testdata/attachment", Access.Anonymous, "anonymous", call => AllowAttachments(state, call)).Body(),
        Route.Post("/testdata/attachment/revoke", Access.Anonymous, "anonymous", call => StopAttachments(state, call)).Body(),
        Route.Post("/testdata/context/block", Access.Anonymous, "anonymous", call => Block(state, call, true)).Body(),
        Route.Post("/testdata/context/unblock", Access.Anonymous, "anonymous", call => Block(state, call, false)).Body(),
    ];

    private static Answer CreateSubject(EmulatorState state, Call call)
    {
        var nip = call.Input.Text("subjectNip", pattern: ContextRules.NipForm());
        var type = call.Input.OneOf("subjectType", true, "EnforcementAuthority", "VatGroup", "JST");
        var units = call.Input.Children("subunits", required: false).Select(u => (Nip: u.Text("subjectNip", pattern: ContextRules.NipForm()), Text: u.Text("description", required: false))).ToArray();
        call.Input.Text("description", least: 5, greatest: 256);
        call.Input.Instant("createdDate");
        call.Input.Finish();
        lock (state.Gate)
        {
            if (state.Store.Settings.ContainsKey($"subject:{nip}")) throw new ApiError(30001);
            state.Store.Set($"subject:{nip}", $"{type}|{string.Join(',', units.Select(u => u.Nip))}");
        }
        return Answer.Empty(200);
    }

    private static Answer CreatePerson(EmulatorState state, Call call)
    {
        var nip = call.Input.Text("nip", pattern: ContextRules.NipForm());
        var pesel = call.Input.Text("pesel");
        if (pesel is not null && !ContextRules.IsPesel(pesel)) call.Input.Fault("pesel", "ma zły format.");
        var bailiff = call.Input.Flag("isBailiff", required: true) == true;
        var deceased = call.Input.Flag("isDeceased") == true;
        call.Input.Text("description", least: 5, greatest: 256);
        call.Input.Instant("createdDate");
        call.Input.Finish();
        lock (state.Gate)
        {
            if (state.Store.Settings.ContainsKey($"person:{nip}")) throw new ApiError(30001);
            state.Store.Set($"person:{nip}", $"{pesel}{(bailiff ? "+bailiff" : "")}{(deceased ? "+deceased" : "")}");
        }
        return Answer.Empty(200);
    }

    private static Answer Remove(EmulatorState state, Call call, string kind, string field)
    {
        var nip = call.Input.Text(field, pattern: ContextRules.NipForm());
        call.Input.Finish();
        lock (state.Gate) state.Store.Set($"{kind}:{nip}", null);
        return Answer.Empty(200);
    }

    private static Answer Grant(EmulatorState state, Call call)
    {
        var context = PermissionEndpoints.ReadIdentifier(call.Input.Child("contextIdentifier"), "Nip");
        var subject = PermissionEndpoints.ReadIdentifier(call.Input.Child("authorizedIdentifier"), "Nip", "Pesel", "Fingerprint");
        var scopes = call.Input.Children("permissions", least: 1).Select(p => (Scope: p.OneOf("permissionType", true, PermissionEndpoints.PersonScopes), Text: p.Text("description", least: 5, greatest: 256))).ToArray();
        call.Input.Finish();
        lock (state.Gate)
        {
            state.Store.Save([.. scopes.Select(s => new Grant
            {
                Id = state.References.Next("EP", call.Now), ContextType = context.Type, ContextValue = context.Value, SubjectType = subject.Type, SubjectValue = subject.Value,
                Scope = s.Scope!, Description = s.Text!, Started = call.Now, AuthorType = "Nip", AuthorValue = context.Value,
            })]);
        }
        return Answer.Empty(200);
    }

    private static Answer RevokeGrants(EmulatorState state, Call call)
    {
        var context = PermissionEndpoints.ReadIdentifier(call.Input.Child("contextIdentifier"), "Nip");
        var subject = PermissionEndpoints.ReadIdentifier(call.Input.Child("authorizedIdentifier"), "Nip", "Pesel", "Fingerprint");
        call.Input.Finish();
        lock (state.Gate)
        {
            var gone = state.Grants.Live.Where(g => !g.IsAuthorization && g.ContextValue == context.Value && g.SubjectType == subject.Type && g.SubjectValue == subject.Value).ToArray();
            foreach (var grant in gone) grant.Revoked = true;
            state.Store.Save(gone);
        }
        return Answer.Empty(200);
    }

    private static Answer AllowAttachments(EmulatorState state, Call call)
    {
        var nip = call.Input.Text("nip", pattern: ContextRules.NipForm());
        call.Input.Finish();
        lock (state.Gate) state.Store.Set($"attachment:{nip}", "open");
        return Answer.Empty(200);
    }

    private static Answer StopAttachments(EmulatorState state, Call call)
    {
        var nip = call.Input.Text("nip", pattern: ContextRules.NipForm());
        var end = call.Input.Date("expectedEndDate");
        call.Input.Finish();
        var at = end is { } date ? date.AtStartOfDayInZone(NodaTime.DateTimeZoneProviders.Tzdb["Europe/Warsaw"]).ToDateTimeOffset() : call.Now;
        lock (state.Gate) state.Store.Set($"attachment:{nip}", at.ToString("O", CultureInfo.InvariantCulture));
        return Answer.Empty(200);
    }

    private static Answer Block(EmulatorState state, Call call, bool block)
    {
        var context = call.Input.Child("contextIdentifier", required: false);
        var type = context?.OneOf("type", true, ContextRules.Types);
        var value = context?.Text("value");
        call.Input.Finish();
        if (type is null) return Answer.Empty(200);
        lock (state.Gate) state.Store.Set($"block:{type}:{value}", block ? "1" : null);
        return Answer.Empty(200);
    }
}

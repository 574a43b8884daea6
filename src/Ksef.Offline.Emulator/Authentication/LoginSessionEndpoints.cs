using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Authentication;

/// <summary>The logins of the caller: list and revocation. Access tokens live on until their end; refresh tokens die.</summary>
internal static class LoginSessionEndpoints
{
    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Get("/auth/sessions", Access.AccessToken, "other", call => List(state, call)),
        Route.Delete("/auth/sessions/current", Access.AccessOrRefreshToken, "other", call => Revoke(state, call.Login)),
        Route.Delete("/auth/sessions/{referenceNumber}", Access.AccessToken, "other", call => RevokeOther(state, call)),
    ];

    private static bool IsSameSubject(Login one, Login other) =>
        one.SubjectType == other.SubjectType && one.SubjectValue == other.SubjectValue && one.ContextType == other.ContextType && one.ContextValue == other.ContextValue;

    private static Answer List(EmulatorState state, Call call)
    {
        var size = call.PageSize(100);
        lock (state.Gate)
        {
            var found = state.Store.Logins.Values
                .Where(l => IsSameSubject(l, call.Login) && !l.Revoked && l.Redeemed && l.RefreshValidUntil > call.Now)
                .OrderByDescending(l => l.Started).ThenByDescending(l => l.Reference, StringComparer.Ordinal).ToArray();
            var (items, next) = call.Page(found, size);
            return Answer.Object(200, json =>
            {
                json.Optional("continuationToken", next);
                json.WriteStartArray("items");
                foreach (var login in items)
                {
                    json.WriteStartObject();
                    LoginEndpoints.WriteLogin(json, login, call.Now);
                    json.WriteString("referenceNumber", login.Reference);
                    json.WriteBoolean("isCurrent", login.Reference == call.Login.Reference);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
        }
    }

    private static Answer RevokeOther(EmulatorState state, Call call)
    {
        var reference = call.Reference();
        Login? login;
        lock (state.Gate) state.Store.Logins.TryGetValue(reference, out login);
        return login is not null && IsSameSubject(login, call.Login) ? Revoke(state, login) : throw new ApiError(21405, $"Nie znaleziono sesji uwierzytelnienia {reference}.");
    }

    private static Answer Revoke(EmulatorState state, Login login)
    {
        lock (state.Gate)
        {
            login.Revoked = true;
            state.Store.Save(login);
        }
        return Answer.Empty(204);
    }
}

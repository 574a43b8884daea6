using System.Text;
using System.Text.RegularExpressions;
using Ksef.Offline.Emulator.Permissions;
using Ksef.Offline.Emulator.Security;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Authentication;

/// <summary>Challenge, login with a KSeF token, status, redeeming and refreshing tokens.</summary>
internal static partial class LoginEndpoints
{
    private static readonly TimeSpan ChallengeLife = TimeSpan.FromMinutes(10);

    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Post("/auth/challenge", Access.Anonymous, "anonymous", call => Challenge(state, call)),
        Route.Post("/auth/ksef-token", Access.Anonymous, "anonymous", call => ByToken(state, call)).Body(),
        Route.Get("/auth/{referenceNumber}", Access.LoginToken, "anonymous", Status),
        Route.Post("/auth/token/redeem", Access.LoginToken, "anonymous", call => Redeem(state, call)),
        Route.Post("/auth/token/refresh", Access.RefreshToken, "anonymous", call => Refresh(state, call)),
    ];

    /// <summary>Takes a challenge that was given out, is fresh and was not used; its instant is what a token is encrypted with.</summary>
    public static DateTimeOffset TakeChallenge(EmulatorState state, string challenge, DateTimeOffset now)
    {
        lock (state.Gate)
        {
            if (!state.Store.Challenges.Remove(challenge, out var given) || now - given > ChallengeLife) throw new ApiError(21111);
            return given;
        }
    }

    public static Answer Started(EmulatorState state, Login login)
    {
        lock (state.Gate) state.Store.Save(login);
        return Answer.Object(202, json =>
        {
            json.WriteString("referenceNumber", login.Reference);
            WriteToken(json, "authenticationToken", state, login, TokenClaims.LoginKind, login.Started, login.Started.AddMinutes(45));
        });
    }

    private static Answer Challenge(EmulatorState state, Call call)
    {
        var challenge = state.References.Next("CR", call.Now);
        lock (state.Gate)
        {
            if (state.Store.Challenges.Count > 10_000)
                foreach (var old in state.Store.Challenges.Where(c => call.Now - c.Value > ChallengeLife).Select(c => c.Key).ToArray()) state.Store.Challenges.Remove(old);
            state.Store.Challenges[challenge] = call.Now;
        }
        return Answer.Object(200, json =>
        {
            json.WriteString("challenge", challenge);
            json.Instant("timestamp", call.Now);
            json.WriteNumber("timestampMs", call.Now.ToUnixTimeMilliseconds());
            json.WriteString("clientIp", call.ClientIp);
        });
    }

    private static Answer ByToken(EmulatorState state, Call call)
    {
        var input = call.Input;
        var challenge = input.Text("challenge", least: 36, greatest: 36);
        var context = input.Child("contextIdentifier");
        var type = context?.OneOf("type", true, ContextRules.Types);
        var value = context?.Text("value");
        if (type is not null && value is not null && !ContextRules.IsValid(type, value)) context!.Fault("value", "nie pasuje do typu identyfikatora.");
        var encrypted = input.Bytes("encryptedToken");
        var keyId = input.Text("publicKeyId", required: false, least: 44, greatest: 44);
        var allowed = ContextRules.ReadAllowedIps(input.Child("authorizationPolicy", required: false)?.Child("allowedIps", required: false));
        input.Finish();

        var secret = state.Keys.Decrypt(encrypted!, PlatformKeys.TokenUsage, keyId);
        var given = TakeChallenge(state, challenge!, call.Now);
        var (token, failure) = Judge(state, secret, given, type!, value!);
        var known = token is not null;
        var permissions = known ? token!.Permissions : [];
        var login = new Login
        {
            Reference = state.References.Next("AU", call.Now),
            Started = call.Now,
            DecidedAt = call.Now + state.Script.LoginTime,
            ContextType = type!,
            ContextValue = value!,
            SubjectType = known && token!.AuthorType.Length > 0 ? token.AuthorType : "Nip",
            SubjectValue = known && token!.AuthorValue.Length > 0 ? token.AuthorValue : value!.Length >= 10 ? value[..10] : value,
            Method = "Token",
            TokenReference = token?.Reference ?? state.References.Next("EC", call.Now),
            Permissions = permissions,
            AllowedIps = allowed,
            Status = state.Blocks.Contains(type!, value!) ? 480 : failure is null ? 200 : 450,
            StatusDetail = failure,
        };
        return Started(state, login);
    }

    private static (KsefToken? Token, string? Failure) Judge(EmulatorState state, byte[]? decrypted, DateTimeOffset given, string type, string value)
    {
        if (decrypted is null) return (null, "Szyfrowanie tokena jest nieprawidłowe.");
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(decrypted);
        }
        catch (ArgumentException)
        {
            return (null, "Kodowanie tokena jest nieprawidłowe.");
        }
        var bar = text.LastIndexOf('|');
        if (bar < 0 || !Digits().IsMatch(text.AsSpan(bar + 1))) return (null, "Kodowanie tokena jest nieprawidłowe.");
        if (text.AsSpan(bar + 1) is var stamp && (!long.TryParse(stamp, System.Globalization.CultureInfo.InvariantCulture, out var ms) || ms != given.ToUnixTimeMilliseconds()))
            return (null, "Czas tokena jest nieprawidłowy.");
        var secret = text[..bar];
        lock (state.Gate)
        {
            var token = string.Equals(secret, state.Token, StringComparison.Ordinal) ? state.MasterToken(type, value) : state.Store.Tokens.Values.FirstOrDefault(t => string.Equals(t.Secret, secret, StringComparison.Ordinal));
            if (token is null) return (null, "Token jest nieprawidłowy.");
            if (token.Revoked) return (token, "Token został unieważniony.");
            if (!string.Equals(token.ContextType, type, StringComparison.Ordinal) || !string.Equals(token.ContextValue, value, StringComparison.Ordinal))
                return (token, $"Token nie może być użyty w kontekście {type} {value}.");
            if (state.Store.Tokens.ContainsKey(token.Reference))
            {
                token.LastUse = state.Clock.GetUtcNow();
                state.Store.Save(token);
            }
            return (token, null);
        }
    }

    private static Answer Status(Call call)
    {
        var reference = call.Reference();
        var login = call.Login;
        if (!string.Equals(login.Reference, reference, StringComparison.Ordinal)) throw new ApiError(21304, $"Nie znaleziono operacji uwierzytelniania {reference}.");
        if (call.Now - login.Started > TimeSpan.FromDays(7)) throw ApiError.Gone("Status tej operacji nie jest już dostępny.");
        return Answer.Object(200, json => WriteLogin(json, login, call.Now));
    }

    /// <summary>The fields that the status of a login and an item of the list of logins share.</summary>
    public static void WriteLogin(System.Text.Json.Utf8JsonWriter json, Login login, DateTimeOffset now)
    {
        json.Instant("startDate", login.Started);
        json.WriteString("authenticationMethod", login.Method);
        json.WriteStartObject("authenticationMethodInfo");
        json.WriteString("category", login.ByToken ? "Token" : "XadesSignature");
        json.WriteString("code", login.ByToken ? "token.ksef" : $"xades.{char.ToLowerInvariant(login.Method[0])}{login.Method[1..]}");
        json.WriteString("displayName", login.ByToken ? "Token KSeF" : "Podpis XAdES");
        json.WriteEndObject();
        var (code, detail) = login.StatusAt(now);
        json.Status(code, LoginStatusTexts.Of(code), detail is null ? null : [detail]);
        if (login.Redeemed) json.WriteBoolean("isTokenRedeemed", true);
        else if (code == 200) json.WriteBoolean("isTokenRedeemed", false);
        json.Instant("lastTokenRefreshDate", login.LastRefresh);
        json.Instant("refreshTokenValidUntil", login.RefreshValidUntil);
    }

    private static Answer Redeem(EmulatorState state, Call call)
    {
        var login = call.Login;
        lock (state.Gate)
        {
            var (code, _) = login.StatusAt(call.Now);
            if (code != 200) throw new ApiError(21301, $"Status uwierzytelniania ({code}) nie pozwala pobrać tokenów.");
            if (login.Redeemed) throw new ApiError(21301, $"Tokeny operacji {login.Reference} zostały już pobrane.");
            EnsureTokenAlive(state, login);
            login.Redeemed = true;
            login.RefreshValidUntil = call.Now.AddDays(7);
            state.Store.Save(login);
        }
        return Answer.Object(200, json =>
        {
            WriteToken(json, "accessToken", state, login, TokenClaims.AccessKind, call.Now, call.Now.AddMinutes(15));
            WriteToken(json, "refreshToken", state, login, TokenClaims.RefreshKind, call.Now, login.RefreshValidUntil!.Value);
        });
    }

    private static Answer Refresh(EmulatorState state, Call call)
    {
        var login = call.Login;
        lock (state.Gate)
        {
            var (code, _) = login.StatusAt(call.Now);
            if (code != 200) throw new ApiError(21301, $"Status uwierzytelniania ({code}) nie pozwala odświeżyć tokena.");
            EnsureTokenAlive(state, login);
            login.LastRefresh = call.Now;
            state.Store.Save(login);
        }
        return Answer.Object(200, json => WriteToken(json, "accessToken", state, login, TokenClaims.AccessKind, call.Now, call.Now.AddMinutes(15)));
    }

    /// <summary>A login outlives neither its KSeF token nor its person.</summary>
    private static void EnsureTokenAlive(EmulatorState state, Login login)
    {
        if (state.Grants.IsDeceased(login.ContextType, login.ContextValue)) throw new ApiError(21308);
        if (login.TokenReference is { } used && state.Store.Tokens.TryGetValue(used, out var token) && token.Revoked) throw new ApiError(21301, "Token KSeF został unieważniony.");
    }

    private static void WriteToken(System.Text.Json.Utf8JsonWriter json, string name, EmulatorState state, Login login, string kind, DateTimeOffset now, DateTimeOffset validUntil)
    {
        json.WriteStartObject(name);
        json.WriteString("token", state.Tokens.Issue(kind, login.Reference, now, validUntil, claims =>
        {
            claims.WriteString("jti", state.References.Trace());
            claims.WriteString("cit", login.ContextType);
            claims.WriteString("civ", login.ContextValue);
            claims.WriteString("aut", login.Method);
            claims.Strings("per", kind == TokenClaims.AccessKind ? Rights.Of(login) : []);
        }));
        json.Instant("validUntil", validUntil);
        json.WriteEndObject();
    }

    [GeneratedRegex("^[0-9]{1,18}$")]
    private static partial Regex Digits();
}

using System.Buffers;
using Ksef.Offline.Emulator.Authentication;
using Ksef.Offline.Emulator.Limits;
using Ksef.Offline.Emulator.Scripting;
using Ksef.Offline.Emulator.Security;
using Ksef.Offline.Emulator.Wire;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Ksef.Offline.Emulator;

/// <summary>Takes every request: trouble on script, route, token, permissions, limits, body, handler, disk, answer.</summary>
internal sealed class EmulatorHost(EmulatorState state, RouteTable routes, RootPages pages) : IHttpApplication<HttpContext>
{
    private const int GreatestBody = 16 * 1024 * 1024;

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var now = state.Clock.GetUtcNow();
        var inside = path.StartsWith("/emulator/", StringComparison.OrdinalIgnoreCase);
        var beacon = path is "/status" or "/messages";
        var (trouble, scripts) = inside ? (null, []) : state.Script.Meet(context.Request.Method, path, now);
        foreach (var script in scripts) state.Script.Apply(script);
        if (scripts.Count > 0) now = state.Clock.GetUtcNow();
        if (trouble is { DelayMs: > 0 }) await Task.Delay(TimeSpan.FromMilliseconds(trouble.DelayMs), state.Options.Time, context.RequestAborted);
        if (trouble?.Cut == "before" || (!inside && (beacon ? state.Script.BeaconOutage : state.Script.Outage)))
        {
            context.Abort();
            return;
        }
        Answer answer;
        if (trouble is { Status: not null, Effect: false })
        {
            answer = Replacement(trouble);
        }
        else
        {
            answer = await AnswerAsync(context, path, now, trouble is { Lose: true });
            if (trouble?.Status is not null) answer = Replacement(trouble);
        }
        await state.Journal.WhenDurableAsync();
        if (trouble?.Cut == "after")
        {
            context.Abort();
            return;
        }
        await WriteAsync(context, answer);
    }

    private static Answer Replacement(Trouble trouble)
    {
        var answer = trouble.Body is null ? Answer.Empty(trouble.Status!.Value) : Answer.Text(trouble.Status!.Value, trouble.Body, trouble.ContentType);
        if (trouble.RetryAfter is { } seconds) answer.With("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return answer;
    }

    private async Task<Answer> AnswerAsync(HttpContext context, string path, DateTimeOffset now, bool lose)
    {
        try
        {
            await state.Keys.Ready;
            var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            return segments is ["v2", ..] ? await RouteAsync(context, segments[1..], now) : await pages.AnswerAsync(context, path, now, lose);
        }
        catch (ApiError e)
        {
            return ErrorAnswers.Of(e, context, now, state.References.Next("ER", now), state.References.Trace());
        }
        catch (BadHttpRequestException e)
        {
            return Answer.Empty(e.StatusCode);
        }
        catch (Exception e) when (e is not OperationCanceledException and not IOException)
        {
            state.Report(e);
            return ErrorAnswers.Internal(now, state.References.Next("ER", now), state.References.Trace());
        }
    }

    private async Task<Answer> RouteAsync(HttpContext context, string[] path, DateTimeOffset now)
    {
        var route = routes.Find(context.Request.Method, path, out var others);
        if (route is null) return others.Count == 0 ? Answer.Empty(404) : Answer.Empty(405).With("Allow", string.Join(", ", others));
        var call = new Call(context, route, path, now);
        if (route.Access != Access.Anonymous) Authenticate(call);
        state.Rates.Count(call.Login is null ? "" : LimitEndpoints.ContextOf(call), call.ClientIp, route.Group, now);
        if (route.Permissions.Count > 0 && !route.Permissions.Any(call.Granted.Contains))
            throw ApiError.Forbidden("missing-permissions", "Brak uprawnień do tej operacji w bieżącym kontekście.", ("requiredAnyOfPermissions", route.Permissions), ("presentPermissions", call.Granted));
        CheckContentType(context.Request, route);
        call.Body = await ReadBodyAsync(context);
        return route.Handle(call);
    }

    /// <summary>A body must be of the type that the route reads; a route without one takes JSON or nothing.</summary>
    private static void CheckContentType(HttpRequest request, Route route)
    {
        var type = request.ContentType;
        if (string.IsNullOrEmpty(type))
        {
            if ((route.HasBody || route.TakesXml) && request.ContentLength is > 0) throw ApiError.Plain(415, "Content-Type is missing.");
            return;
        }
        var media = type.Split(';')[0].Trim();
        var good = route.TakesXml ? media.EndsWith("/xml", StringComparison.OrdinalIgnoreCase) || media.EndsWith("+xml", StringComparison.OrdinalIgnoreCase)
            : media.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
        if (!good && request.Method != "GET" && request.Method != "DELETE") throw ApiError.Plain(415, $"Content-Type {media} is not taken.");
    }

    private void Authenticate(Call call)
    {
        var header = call.Http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) throw ApiError.Unauthorized("Wymagane jest uwierzytelnienie.");
        if (state.Tokens.Read(header[7..].Trim()) is not { } claims) throw ApiError.Unauthorized("Token jest nieprawidłowy.");
        var fits = call.Route.Access switch
        {
            Access.AccessToken => claims.Kind == TokenClaims.AccessKind,
            Access.LoginToken => claims.Kind == TokenClaims.LoginKind,
            Access.RefreshToken => claims.Kind == TokenClaims.RefreshKind,
            _ => claims.Kind is TokenClaims.AccessKind or TokenClaims.RefreshKind,
        };
        if (!fits) throw ApiError.Unauthorized($"Token rodzaju {claims.Kind} nie pasuje do tej operacji.");
        if (call.Now >= claims.ValidUntil) throw ApiError.Unauthorized("Token wygasł.");
        Login? login;
        lock (state.Gate) state.Store.Logins.TryGetValue(claims.Login, out login);
        call.Login = login ?? throw ApiError.Unauthorized("Token jest nieznany.");
        call.Granted = claims.Permissions;
        if (login.AllowedIps.Count > 0 && !AllowedAddresses.Contain(login.AllowedIps, call.ClientIp))
            throw ApiError.Forbidden("ip-not-allowed", "Adres IP jest inny niż wskazane przy uwierzytelnieniu.", ("clientIp", [call.ClientIp]));
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext context)
    {
        var length = context.Request.ContentLength;
        if (length is 0) return default;
        if (length > GreatestBody) throw ApiError.Plain(413, "Too large.");
        var buffer = new ArrayBufferWriter<byte>(length is { } known ? (int)known : 1024);
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            foreach (var piece in read.Buffer) buffer.Write(piece.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (buffer.WrittenCount > GreatestBody) throw ApiError.Plain(413, "Too large.");
            if (read.IsCompleted) return buffer.WrittenMemory;
        }
    }

    private static async Task WriteAsync(HttpContext context, Answer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers) response.Headers[name] = value;
        if (answer.ContentType is not null) response.ContentType = answer.ContentType;
        if (answer.Status is 204 or 304 || HttpMethods.IsHead(context.Request.Method)) return;
        response.ContentLength = answer.Body.Length;
        if (!answer.Body.IsEmpty) await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}

using System.Security.Cryptography;
using Ksef.Offline.Http.Diagnostics;
using Ksef.Offline.Http.Keys;
using Ksef.Offline.Http.Login.Xades;
using Ksef.Offline.Http.Transport;
using Ksef.Offline.Verification;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Ksef.Offline.Http.Login;

/// <summary>One login from the challenge to the pair of tokens. Stateless.</summary>
internal sealed class LoginFlow(KsefApi api, PublicKeys keys, KsefGatewayOptions options, ILogger logger)
{
    private static readonly Duration LongestWait = Duration.FromSeconds(60);

    public async Task<(IssuedToken Access, IssuedToken Refresh)> LogInAsync(VerificationContext context, KsefCredential credential, CancellationToken cancellationToken)
    {
        var started = credential switch
        {
            KsefTokenCredential token => await keys.UseAsync(PublicKeys.ForTokens, key => ByTokenAsync(context, token, key, cancellationToken), cancellationToken).ConfigureAwait(false),
            XadesCredential xades => await ByXadesAsync(context, xades, cancellationToken).ConfigureAwait(false),
            _ => throw new NotSupportedException($"No login by {credential.GetType().Name}."),
        };
        await WaitAsync(started, cancellationToken).ConfigureAwait(false);
        // Redeeming works once: if its answer is lost the whole login begins anew, which the caller does at its next call.
        var answer = await api.SendAsync(ApiCall.Post("auth/token/redeem", EndpointGroup.Other, "POST auth/token/redeem") with { Bearer = started.Token.Value, Context = context.ToString() }, cancellationToken).ConfigureAwait(false);
        return answer.Read(root => (IssuedToken.Read(root, "accessToken"), IssuedToken.Read(root, "refreshToken")));
    }

    /// <summary>A new access token for a refresh token; null where KSeF refuses it and a new login is due.</summary>
    public async Task<IssuedToken?> RefreshAsync(VerificationContext context, IssuedToken refresh, CancellationToken cancellationToken)
    {
        try
        {
            // No body and no content type: KSeF answers 415 to a form.
            var call = ApiCall.Post("auth/token/refresh", EndpointGroup.Other, "POST auth/token/refresh") with { Bearer = refresh.Value, Context = context.ToString(), MayRepeat = true };
            return (await api.SendAsync(call, cancellationToken).ConfigureAwait(false)).Read(root => IssuedToken.Read(root, "accessToken"));
        }
        catch (KsefRejectedException e) when (e.HttpStatus is 400 or 401 or 403)
        {
            Log.RefreshRefused(logger, context.ToString(), e.Code != 0 ? $"code {e.Code}" : $"status {e.HttpStatus}");
            return null;
        }
    }

    private async Task<Started> ByTokenAsync(VerificationContext context, KsefTokenCredential credential, EncryptionKey key, CancellationToken cancellationToken)
    {
        var challenge = await ChallengeAsync(cancellationToken).ConfigureAwait(false);
        var secret = credential.Join(challenge.TimestampMs);
        byte[] encrypted;
        try
        {
            encrypted = key.Encrypt(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
        var body = JsonBody.Write(json =>
        {
            json.WriteString("challenge", challenge.Value);
            json.WriteStartObject("contextIdentifier");
            json.WriteString("type", context.Type.ToString());
            json.WriteString("value", context.Value);
            json.WriteEndObject();
            json.WriteBase64String("encryptedToken", encrypted);
            json.WriteString("publicKeyId", key.Id);
        });
        return await StartAsync(context, ApiCall.Post("auth/ksef-token", EndpointGroup.Other, "POST auth/ksef-token", body), cancellationToken).ConfigureAwait(false);
    }

    private async Task<Started> ByXadesAsync(VerificationContext context, XadesCredential credential, CancellationToken cancellationToken)
    {
        var challenge = await ChallengeAsync(cancellationToken).ConfigureAwait(false);
        var document = AuthTokenRequest.Write(challenge.Value, context, credential.Subject);
        var signed = await XadesSignature.SignAsync(document, credential, challenge.At, cancellationToken).ConfigureAwait(false);
        var body = () => JsonBody.Bytes(signed, "application/xml");
        return await StartAsync(context, ApiCall.Post("auth/xades-signature", EndpointGroup.Other, "POST auth/xades-signature", body), cancellationToken).ConfigureAwait(false);
    }

    private async Task<Challenge> ChallengeAsync(CancellationToken cancellationToken)
    {
        var challenge = await Challenge.GetAsync(api, cancellationToken).ConfigureAwait(false);
        var skew = api.Now - challenge.At;
        KsefTelemetry.ClockSkew.Record(skew.TotalSeconds);
        if (Math.Abs(skew.TotalSeconds) <= options.ClockSkewTolerance.TotalSeconds) return challenge;
        Log.ClockSkew(logger, skew.TotalSeconds);
        if (options.RefuseOnClockSkew)
            throw new KsefRejectedException($"POST auth/challenge: this machine's clock is {(long)skew.TotalSeconds} s ahead of KSeF's (negative: behind), more than the {(long)options.ClockSkewTolerance.TotalSeconds} s allowed; set the clock right before sending.") { Call = "POST auth/challenge", NeedsPerson = true };
        return challenge;
    }

    private async Task<Started> StartAsync(VerificationContext context, ApiCall call, CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(call with { Context = context.ToString() }, cancellationToken).ConfigureAwait(false);
        return answer.Read(root => new Started(context, root.RequiredText("referenceNumber"), IssuedToken.Read(root, "authenticationToken")));
    }

    private async Task WaitAsync(Started started, CancellationToken cancellationToken)
    {
        const string Name = "GET auth/{reference}";
        var begun = api.Now;
        var pause = TimeSpan.FromMilliseconds(200);
        while (true)
        {
            var call = ApiCall.Get("auth/" + Uri.EscapeDataString(started.Reference), EndpointGroup.Other, Name) with { Bearer = started.Token.Value, Context = started.Context.ToString() };
            var status = (await api.SendAsync(call, cancellationToken).ConfigureAwait(false)).Read(root => StatusInfo.Read(root.Object("status") ?? root));
            switch (status.Code)
            {
                case 200:
                    return;
                case 500 or 550:
                    throw new KsefUnavailableException($"{Name}: KSeF cancelled the login ({status}); try again later.") { Call = Name, HttpStatus = 200 };
                case >= 300:
                    throw new KsefRejectedException($"{Name}: KSeF refused the login ({status}). {LoginStatus.Advice(status.Code)}") { Call = Name, HttpStatus = 200, Code = status.Code, Details = status.Details, NeedsPerson = true };
            }
            if (api.Now - begun > LongestWait) throw new KsefUnavailableException($"{Name}: the login was not decided within {(long)LongestWait.TotalSeconds} s.") { Call = Name };
            await Task.Delay(pause, api.Time, cancellationToken).ConfigureAwait(false);
            pause = TimeSpan.FromSeconds(Math.Min(pause.TotalSeconds * 2, 5));
        }
    }

    private sealed record Started(VerificationContext Context, string Reference, IssuedToken Token);
}

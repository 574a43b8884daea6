using Ksef.Offline.Http.Transport;
using NodaTime;

namespace Ksef.Offline.Http.Login;

/// <summary>What a login begins with. API: <c>POST /auth/challenge</c>.</summary>
internal sealed record Challenge(string Value, long TimestampMs)
{
    public Instant At => Instant.FromUnixTimeMilliseconds(TimestampMs);

    public static async Task<Challenge> GetAsync(KsefApi api, CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(ApiCall.Post("auth/challenge", EndpointGroup.Challenge, "POST auth/challenge") with { MayRepeat = true }, cancellationToken).ConfigureAwait(false);
        return answer.Read(root => new Challenge(
            root.RequiredText("challenge"),
            root.LongNumber("timestampMs") ?? root.Moment("timestamp")?.ToUnixTimeMilliseconds() ?? throw new FormatException("the property 'timestampMs' is missing")));
    }
}

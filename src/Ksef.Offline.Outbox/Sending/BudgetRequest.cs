namespace Ksef.Offline.Outbox.Sending;

/// <summary>A request to make calls.</summary>
/// <param name="Context">The login context as text; empty for calls that KSeF counts per address for everybody (<c>/auth/challenge</c>).</param>
/// <param name="Group">The group of endpoints, by the names of <c>GET /rate-limits</c> (for example <c>onlineSession</c>, <c>invoiceSend</c>).</param>
/// <param name="Limit">The windows that hold for the group now.</param>
/// <param name="Calls">How many calls.</param>
public sealed record BudgetRequest(string Context, string Group, RateLimit Limit, int Calls = 1);

using Ksef.Offline.Outbox.Planning;
using NodaTime;

namespace Panel.Drain;

/// <summary>The forecast of one taxpayer's queue, and what it rests on.</summary>
/// <param name="Taxpayers">What each taxpayer's queue comes to, those in trouble first.</param>
/// <param name="Taxpayer">Whose queue is shown; null where nobody has one.</param>
/// <param name="Assumptions">Start, limits, from how many on a batch.</param>
/// <param name="Forecast">The forecast.</param>
/// <param name="Picture">The picture; null where nothing waits.</param>
/// <param name="Unread">The fields that could not be read and were taken as they are by default.</param>
public sealed record DrainView(
    IReadOnlyList<TaxpayerDrain> Taxpayers, TaxpayerDrain? Taxpayer, DrainAssumptions Assumptions, DrainForecast Forecast, DrainPicture? Picture, IReadOnlyList<string> Unread)
{
    /// <summary>The arrivals by the end of their term: the picture as figures.</summary>
    public IEnumerable<(Instant? Until, int Count, Instant LastSent, int Late)> Terms => Forecast.Arrivals
        .GroupBy(a => a.Until).OrderBy(g => g.Key ?? Instant.MaxValue)
        .Select(g => (g.Key, g.Count(), g.Max(a => a.SentAt), g.Count(a => a.IsAtRisk)));
}

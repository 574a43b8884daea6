using Ksef.Offline.Outbox.Planning;

namespace Ksef.Offline.Outbox.Reports;

/// <summary>Whether everything that waits in a queue will arrive before its deadline.</summary>
/// <param name="Taxpayer">The name of the queue.</param>
/// <param name="Forecast">The forecast.</param>
public sealed record QueueForecast(string Taxpayer, DrainForecast Forecast);

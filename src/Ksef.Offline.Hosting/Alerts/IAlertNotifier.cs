namespace Ksef.Offline.Hosting.Alerts;

/// <summary>Where alerts go: mail, chat, a ticket, a folder. Port; register as many as are wanted.</summary>
/// <remarks>
/// At least once per cause: an alert is remembered only after every notifier took it. An exception, or no answer within <see cref="AlertRules.DeliveryTimeout"/>, is logged and the alert tried again later with
/// this notifier alone; the others are not kept waiting. Called on a thread of the pool, for one alert at a time by each taxpayer.
/// </remarks>
public interface IAlertNotifier
{
    /// <summary>Delivers one alert.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="cancellationToken">The application is stopping, or the notifier takes too long.</param>
    Task NotifyAsync(Alert alert, CancellationToken cancellationToken);
}

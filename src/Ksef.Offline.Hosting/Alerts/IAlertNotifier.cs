namespace Ksef.Offline.Hosting.Alerts;

/// <summary>Where alerts go: mail, chat, a ticket, a folder. Port; register as many as are wanted.</summary>
/// <remarks>At least once per cause: an alert is remembered only after every notifier took it. An exception is logged and the alert tried again at the next round.</remarks>
public interface IAlertNotifier
{
    /// <summary>Delivers one alert.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="cancellationToken">The application is stopping.</param>
    Task NotifyAsync(Alert alert, CancellationToken cancellationToken);
}

using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Hosting.Tests.Issuing;
using Microsoft.Extensions.Logging;

namespace Ksef.Offline.Hosting.Tests.Alerts;

/// <summary>Whoever looks after the application finds in its log what a notifier threw, not the words of it alone.</summary>
public sealed class AlertLogTests
{
    [Fact]
    public async Task An_alert_that_was_not_delivered_is_logged_with_its_exception()
    {
        var house = new House();
        await house.Shop.IssueAsync(house.Draft("FV/1"), cancellationToken: TestContext.Current.CancellationToken);
        await house.Shop.SendDueAsync(cancellationToken: TestContext.Current.CancellationToken);
        var (failure, logger) = (new IOException("mail server away"), new ListLogger());
        var desk = new AlertDesk(house.Shop, [new Failing(failure)], logger: logger);

        await desk.RunRoundAsync(TestContext.Current.CancellationToken);

        Assert.Contains(logger.Lines, l => l.Id.Id == 7102 && l.Exception == failure && l.Text.Contains("mail server away", StringComparison.Ordinal));
    }

    private sealed class Failing(Exception failure) : IAlertNotifier
    {
        public Task NotifyAsync(Alert alert, CancellationToken cancellationToken) => Task.FromException(failure);
    }

    private sealed class ListLogger : ILogger<AlertDesk>
    {
        public List<(EventId Id, string Text, Exception? Exception)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((eventId, formatter(state, exception), exception));
    }
}

using System.Globalization;
using System.Text;

namespace Ksef.Offline.Hosting.Alerts;

/// <summary>Puts every alert into a folder: daily reports as <c>.eml</c> files, all others as lines of <c>alerts.log</c>. For a start, and for a mail gateway that watches a folder.</summary>
/// <remarks>Thread-safe within a process. The same alert again overwrites the same report.</remarks>
/// <param name="folder">The folder; created where it is missing.</param>
public sealed class FolderNotifier(string folder) : IAlertNotifier, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <inheritdoc/>
    public async Task NotifyAsync(Alert alert, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alert);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Directory.CreateDirectory(folder);
            if (alert.Attachment is { } message)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{Safe(alert.Taxpayer)}-{Safe(alert.Cause)}.eml");
                await File.WriteAllBytesAsync(Path.Combine(folder, name), message, cancellationToken).ConfigureAwait(false);
                return;
            }
            var line = string.Create(CultureInfo.InvariantCulture, $"{alert.At} {alert.Kind} {alert.Taxpayer} {alert.Text} | {alert.TextPl}{Environment.NewLine}");
            await File.AppendAllTextAsync(Path.Combine(folder, "alerts.log"), line, Encoding.UTF8, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Releases the gate.</summary>
    public void Dispose() => _gate.Dispose();

    private static string Safe(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
}

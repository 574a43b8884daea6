using System.Globalization;

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
                // Whole or not at all: a gateway that watches the folder must not pick up half a mail.
                var unfinished = Path.Combine(folder, name + ".new");
                await File.WriteAllBytesAsync(unfinished, message, cancellationToken).ConfigureAwait(false);
                File.Move(unfinished, Path.Combine(folder, name), overwrite: true);
                return;
            }
            var line = string.Create(CultureInfo.InvariantCulture, $"{alert.At} {alert.Kind} {alert.Taxpayer} {alert.Text} | {alert.TextPl}");
            await File.AppendAllTextAsync(Path.Combine(folder, "alerts.log"), OneLine(line) + Environment.NewLine, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Releases the gate.</summary>
    public void Dispose() => _gate.Dispose();

    // KSeF's words and notes of people may hold line breaks, which would be lines of nobody's.
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private static string Safe(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
}

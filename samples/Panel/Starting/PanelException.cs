namespace Panel.Starting;

/// <summary>Something without which the panel cannot start: one clear line, exit code 2, nothing half-started.</summary>
public sealed class PanelException(string message) : Exception(message);

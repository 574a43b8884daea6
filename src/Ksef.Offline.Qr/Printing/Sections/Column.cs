namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>A column of a table; it is left out where no row has a value.</summary>
internal sealed record Column<T>(string Pl, string En, Func<T, string?> Value, bool IsNumber = false, Func<T, string?>? Below = null);

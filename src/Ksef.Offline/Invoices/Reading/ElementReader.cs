namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads the inside of an element; the cursor stands on its first child, and must be left behind its last.</summary>
internal delegate T ElementReader<T>(ref ElementCursor cursor);

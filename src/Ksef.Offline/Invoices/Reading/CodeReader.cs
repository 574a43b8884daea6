namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads a code from its UTF-8 text; false when it is none.</summary>
internal delegate bool CodeReader<T>(ReadOnlySpan<byte> text, out T value);

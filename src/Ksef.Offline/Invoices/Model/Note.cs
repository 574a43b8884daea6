namespace Ksef.Offline.Invoices.Model;

/// <summary>A piece of further data as key and value.</summary>
/// <remarks>FA(3): <c>DodatkowyOpis</c>. Immutable, thread-safe.</remarks>
public sealed record Note
{
    /// <summary>The line that the note is about (<c>NrWierszaFa</c> or <c>NrWierszaZam</c>); null for the whole invoice.</summary>
    /// <remarks>FA(3): <c>NrWiersza</c>; 1 or more, at most 14 digits.</remarks>
    public long? LineNumber { get; init; }

    /// <summary>The key.</summary>
    /// <remarks>FA(3): <c>Klucz</c>; text of 1 to 256 characters.</remarks>
    public required string Key { get; init; }

    /// <summary>The value.</summary>
    /// <remarks>FA(3): <c>Wartosc</c>; text of 1 to 256 characters.</remarks>
    public required string Value { get; init; }
}

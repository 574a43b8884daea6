using System.Globalization;

namespace Ksef.Offline;

/// <summary>One thing found in data that came from outside: where, which value, which rule, in English and in Polish.</summary>
/// <remarks>Bad data gives findings, all at once, never an exception. Codes are stable (<c>KO####</c>); texts may get better. Immutable, thread-safe.</remarks>
public sealed record Finding
{
    /// <summary>The stable code, <c>KO</c> and four digits.</summary>
    public required string Code { get; init; }

    /// <summary>How bad it is.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>Where: an element path such as <c>/Faktura/Fa/FaWiersz[2]/P_12</c>, or the name of an argument, option or announcement.</summary>
    public required string Path { get; init; }

    /// <summary>The offending value as it was found; null where something is missing.</summary>
    public string? Value { get; init; }

    /// <summary>What is wrong and what is allowed, in English.</summary>
    public required string Message { get; init; }

    /// <summary>What is wrong and what is allowed, in Polish.</summary>
    public required string MessagePl { get; init; }

    /// <summary>The rule behind it: an article of the Act, a schema type, a document, or the id of a rule.</summary>
    public required string Basis { get; init; }

    /// <summary>The line in the file, from 1; null where there is no file.</summary>
    public int? Line { get; init; }

    /// <summary>The column in the line, from 1, in characters; null where there is no file.</summary>
    public int? Column { get; init; }

    /// <summary>One line for a log: code, place and English text.</summary>
    public override string ToString() => Line is { } line
        ? string.Create(CultureInfo.InvariantCulture, $"{Code} {Path} ({line},{Column}): {Message}")
        : string.Create(CultureInfo.InvariantCulture, $"{Code} {Path}: {Message}");
}

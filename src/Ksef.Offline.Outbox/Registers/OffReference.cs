using System.Globalization;

namespace Ksef.Offline.Outbox.Registers;

/// <summary>The own reference of a document in the register: a scope and a number without gaps in it, for example <c>OFF/2026/11/SKLEP1/000123</c>.</summary>
/// <remarks>The store gives the number, in the transaction that writes the row, so that a rolled-back enqueue leaves no gap. <c>default</c> is no reference.</remarks>
/// <param name="Scope">Series, year, month and mark, as <c>NumberingScheme</c> makes them; at most 200 characters.</param>
/// <param name="Number">From 1; 0 asks the store for the next one.</param>
public readonly record struct OffReference(string Scope, long Number)
{
    /// <summary>Scope and number, the number with at least six digits; empty for <c>default</c>.</summary>
    public override string ToString() => Scope is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{Scope}/{Number:D6}");

    /// <summary>Reads the text of <see cref="ToString"/>; false for anything else.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="reference">The reference, or <c>default</c>.</param>
    public static bool TryParse(string? text, out OffReference reference)
    {
        reference = default;
        var slash = text?.LastIndexOf('/') ?? -1;
        if (slash <= 0 || !long.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number <= 0) return false;
        var candidate = new OffReference(text![..slash], number);
        if (!string.Equals(candidate.ToString(), text, StringComparison.Ordinal)) return false;
        reference = candidate;
        return true;
    }
}

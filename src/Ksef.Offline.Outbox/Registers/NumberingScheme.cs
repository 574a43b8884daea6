using System.Globalization;
using NodaTime;

namespace Ksef.Offline.Outbox.Registers;

/// <summary>How own references are numbered: series, year, month and a mark of a user, till or department. Each scope counts from 1 without gaps.</summary>
/// <remarks>The reference is the register's own; it is neither <c>P_2</c> nor the KSeF number. Immutable.</remarks>
public sealed record NumberingScheme
{
    private readonly string _series = "OFF";
    private readonly string? _mark;

    /// <summary>The series; <c>OFF</c> by default.</summary>
    /// <exception cref="ArgumentException">Empty, longer than 50 characters, or with a control character.</exception>
    public string Series
    {
        get => _series;
        init => _series = Checked(value, nameof(Series));
    }

    /// <summary>The mark of a user, till or department, for example <c>SKLEP1</c>; null for none.</summary>
    /// <exception cref="ArgumentException">Empty, longer than 50 characters, or with a control character.</exception>
    public string? Mark
    {
        get => _mark;
        init => _mark = value is null ? null : Checked(value, nameof(Mark));
    }

    /// <summary>Whether each month counts anew; true by default. Otherwise each year does.</summary>
    public bool ByMonth { get; init; } = true;

    /// <summary>The reference to ask a store for: the scope of a day of issue, with number 0.</summary>
    /// <param name="issueDate">The day of issue.</param>
    public OffReference Next(LocalDate issueDate)
    {
        var month = ByMonth ? string.Create(CultureInfo.InvariantCulture, $"/{issueDate.Month:D2}") : "";
        return new OffReference(string.Create(CultureInfo.InvariantCulture, $"{Series}/{issueDate.Year:D4}{month}{(Mark is null ? "" : "/" + Mark)}"), 0);
    }

    private static string Checked(string value, string name) => string.IsNullOrWhiteSpace(value) || value.Length > 50 || value.Any(char.IsControl)
        ? throw new ArgumentException($"'{value}' cannot be the {name} of a numbering scheme: it takes 1 to 50 characters, no control characters.", nameof(value))
        : value;
}

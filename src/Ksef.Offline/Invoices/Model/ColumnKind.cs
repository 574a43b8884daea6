namespace Ksef.Offline.Invoices.Model;

/// <summary>What the cells of a column hold.</summary>
/// <remarks>FA(3): <c>Kol/@Typ</c>.</remarks>
public enum ColumnKind
{
    /// <summary><c>txt</c>: Text.</summary>
    Text = 0,

    /// <summary><c>int</c>: Whole number.</summary>
    WholeNumber = 1,

    /// <summary><c>dec</c>: Decimal number.</summary>
    Number = 2,

    /// <summary><c>date</c>: Date.</summary>
    Date = 3,

    /// <summary><c>datetime</c>: Date and time.</summary>
    DateTime = 4,

    /// <summary><c>time</c>: Time.</summary>
    Time = 5,
}

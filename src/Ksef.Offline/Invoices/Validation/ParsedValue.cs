namespace Ksef.Offline.Invoices.Validation;

/// <summary>What a valid value means, as far as rules need it.</summary>
internal struct ParsedValue
{
    /// <summary>Of a decimal type.</summary>
    public decimal Number;

    /// <summary>Of an integer type: the value. Of a listed text: its index in the list. Of a date: yyyyMMdd. Of a dateTime: seconds since 1970-01-01T00:00:00Z.</summary>
    public long Integer;

    /// <summary>A decimal written with a minus although it is zero.</summary>
    public bool IsNegativeZero;
}

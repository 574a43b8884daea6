namespace Ksef.Offline.Invoices.Validation;

/// <summary>Which facet of its type a value breaks.</summary>
internal enum ValueFault
{
    None,
    TooShort,
    TooLong,
    Pattern,
    NotListed,
    NotANumber,
    NotAnInteger,
    TooManyDigits,
    TooManyFractionDigits,
    OutOfRange,
    NotADate,
    NotADateTime,
}

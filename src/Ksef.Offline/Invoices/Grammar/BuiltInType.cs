namespace Ksef.Offline.Invoices.Grammar;

/// <summary>The built-in types of XML Schema 1.0 that FA(3) builds on; names as in the schema but for the first letter.</summary>
internal enum BuiltInType
{
    String,
    NormalizedString,
    Token,
    Byte,
    Integer,
    NonNegativeInteger,
    Decimal,
    Date,
    DateTime,
}

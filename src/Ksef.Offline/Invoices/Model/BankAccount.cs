namespace Ksef.Offline.Invoices.Model;

/// <summary>A bank account.</summary>
/// <remarks>FA(3): <c>RachunekBankowy</c>, <c>RachunekBankowyFaktora</c>. Immutable, thread-safe.</remarks>
public sealed record BankAccount
{
    /// <summary>The full number, 10 to 34 characters exactly as given (blanks count).</summary>
    /// <remarks>FA(3): <c>NrRB</c>.</remarks>
    public required string Number { get; init; }

    /// <summary>SWIFT code, 8 or 11 letters and digits.</summary>
    /// <remarks>FA(3): <c>SWIFT</c>.</remarks>
    public string? Swift { get; init; }

    /// <summary>A bank's own account, by kind.</summary>
    /// <remarks>FA(3): <c>RachunekWlasnyBanku</c>.</remarks>
    public BankOwnAccountKind? OwnAccountKind { get; init; }

    /// <summary>The name of the bank.</summary>
    /// <remarks>FA(3): <c>NazwaBanku</c>; text of 1 to 256 characters.</remarks>
    public string? BankName { get; init; }

    /// <summary>A description of the account.</summary>
    /// <remarks>FA(3): <c>OpisRachunku</c>; text of 1 to 256 characters.</remarks>
    public string? Description { get; init; }
}

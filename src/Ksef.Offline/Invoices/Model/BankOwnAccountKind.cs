namespace Ksef.Offline.Invoices.Model;

/// <summary>The kind of a bank's own account.</summary>
/// <remarks>FA(3): <c>RachunekWlasnyBanku</c>, type <c>TRachunekWlasnyBanku</c>. The numbers are those of the schema.</remarks>
public enum BankOwnAccountKind
{
    /// <summary>For settling claims that the bank bought.</summary>
    PurchasedClaims = 1,

    /// <summary>For collecting money from the buyer and passing it to the supplier.</summary>
    CollectionForOthers = 2,

    /// <summary>For the bank's own operations, not a settlement account.</summary>
    OwnOperations = 3,
}

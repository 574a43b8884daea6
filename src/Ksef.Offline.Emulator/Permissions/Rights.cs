using Ksef.Offline.Emulator.Authentication;

namespace Ksef.Offline.Emulator.Permissions;

/// <summary>Who may do what in which context.</summary>
internal static class Rights
{
    public const string InvoiceRead = "InvoiceRead";
    public const string InvoiceWrite = "InvoiceWrite";
    public const string Introspection = "Introspection";
    public const string CredentialsRead = "CredentialsRead";
    public const string CredentialsManage = "CredentialsManage";
    public const string SubunitManage = "SubunitManage";
    public const string EnforcementOperations = "EnforcementOperations";

    public const string CollectiveIdentifierManage = "CollectiveIdentifierManage";

    /// <summary>What the owner of a context holds.</summary>
    public static readonly IReadOnlyList<string> Owner = [InvoiceRead, InvoiceWrite, Introspection, CredentialsRead, CredentialsManage, SubunitManage, EnforcementOperations, CollectiveIdentifierManage];

    public static readonly string[] Sending = [InvoiceWrite, "PefInvoiceWrite", EnforcementOperations];
    public static readonly string[] Watching = [InvoiceWrite, Introspection, "PefInvoiceWrite", EnforcementOperations];

    public static IReadOnlyList<string> Of(Login login) => login.Permissions;
}

namespace Ksef.Offline.Invoices.Model;

/// <summary>By which title an authorised entity issues.</summary>
/// <remarks>FA(3): <c>RolaPU</c>, type <c>TRolaPodmiotuUpowaznionego</c>. The numbers are those of the schema.</remarks>
public enum AuthorizedEntityRole
{
    /// <summary>Enforcement authority (art. 106c(1)).</summary>
    EnforcementAuthority = 1,

    /// <summary>Court bailiff (art. 106c(2)).</summary>
    Bailiff = 2,

    /// <summary>Tax representative (art. 18a to 18d).</summary>
    TaxRepresentative = 3,
}

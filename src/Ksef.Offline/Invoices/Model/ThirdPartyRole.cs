namespace Ksef.Offline.Invoices.Model;

/// <summary>The role of a third party.</summary>
/// <remarks>FA(3): <c>Rola</c>, type <c>TRolaPodmiotu3</c>. The numbers are those of the schema.</remarks>
public enum ThirdPartyRole
{
    /// <summary>Factor (<i>faktor</i>).</summary>
    Factor = 1,

    /// <summary>Recipient (<i>odbiorca</i>): a unit or branch of the buyer that is not the buyer itself.</summary>
    Recipient = 2,

    /// <summary>Original entity (<i>podmiot pierwotny</i>): taken over or transformed into the taxpayer.</summary>
    OriginalEntity = 3,

    /// <summary>Additional buyer (<i>dodatkowy nabywca</i>).</summary>
    AdditionalBuyer = 4,

    /// <summary>Issuer (<i>wystawca faktury</i>) in the name of the taxpayer; not the buyer in self-invoicing.</summary>
    Issuer = 5,

    /// <summary>Who pays in place of the buyer.</summary>
    Payer = 6,

    /// <summary>Local-government unit (<i>JST</i>) as issuer.</summary>
    LocalGovernmentIssuer = 7,

    /// <summary>Local-government unit (<i>JST</i>) as recipient.</summary>
    LocalGovernmentRecipient = 8,

    /// <summary>Member of a VAT group (<i>grupa VAT</i>) as issuer.</summary>
    VatGroupIssuer = 9,

    /// <summary>Member of a VAT group (<i>grupa VAT</i>) as recipient.</summary>
    VatGroupRecipient = 10,

    /// <summary>Employee (<i>pracownik</i>).</summary>
    Employee = 11,
}

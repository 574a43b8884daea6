using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Building;

/// <content>Parties beside seller and buyer.</content>
public sealed partial class InvoiceBuilder
{
    private readonly List<ThirdParty> _thirdParties = [];
    private AuthorizedEntity? _authorized;

    /// <summary>Adds a third party (FA(3): <c>Podmiot3</c>).</summary>
    /// <param name="party">The party with its role.</param>
    /// <exception cref="ArgumentNullException"><paramref name="party"/> is null.</exception>
    public InvoiceBuilder With(ThirdParty party)
    {
        ArgumentNullException.ThrowIfNull(party);
        _thirdParties.Add(party);
        return this;
    }

    /// <summary>Sets who issues in place of the seller by force of law (FA(3): <c>PodmiotUpowazniony</c>).</summary>
    /// <param name="entity">The entity.</param>
    /// <exception cref="ArgumentNullException"><paramref name="entity"/> is null.</exception>
    public InvoiceBuilder With(AuthorizedEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        _authorized = entity;
        return this;
    }

    /// <summary>
    /// The invoice concerns a subordinate unit of local government (FA(3): <c>JST</c> = 1 with a <c>Podmiot3</c> of role 8); the buyer is the local
    /// government itself.
    /// </summary>
    /// <param name="nipOrInternalId">The NIP of the unit, or its internal id with NIP (<c>IDWew</c>).</param>
    /// <param name="name">The name of the unit.</param>
    /// <param name="address">Its address; may be absent.</param>
    public InvoiceBuilder ForLocalGovernmentUnit(string nipOrInternalId, string name, Address? address = null)
    {
        _buyer = _buyer with { IsLocalGovernmentUnit = true };
        return With(Third(nipOrInternalId, name, address, ThirdPartyRole.LocalGovernmentRecipient));
    }

    /// <summary>The invoice concerns a member of a VAT group (FA(3): <c>GV</c> = 1 with a <c>Podmiot3</c> of role 10); the buyer is the group.</summary>
    /// <param name="nipOrInternalId">The NIP of the member, or its internal id with NIP (<c>IDWew</c>).</param>
    /// <param name="name">The name of the member.</param>
    /// <param name="address">Its address; may be absent.</param>
    public InvoiceBuilder ForVatGroupMember(string nipOrInternalId, string name, Address? address = null)
    {
        _buyer = _buyer with { IsVatGroupMember = true };
        return With(Third(nipOrInternalId, name, address, ThirdPartyRole.VatGroupRecipient));
    }

    private static ThirdParty Third(string nipOrInternalId, string name, Address? address, ThirdPartyRole role) => new()
    {
        Identifier = Nip.TryParse(nipOrInternalId, out var nip) ? new NipIdentifier(nip) : new InternalIdentifier(nipOrInternalId),
        Name = name,
        Address = address,
        Role = role,
    };

    /// <summary>The prefix PL must show on supplies that go into the recapitulative statement.</summary>
    private Seller SellerFor(EquatableList<InvoiceLine> lines)
    {
        var needsPrefix = _triangulation;
        foreach (var line in lines) needsPrefix |= line.Rate is VatRate.ZeroIntraEu or VatRate.EuServices;
        return needsPrefix ? _seller with { HasEuPrefix = true } : _seller;
    }
}

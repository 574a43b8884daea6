namespace Ksef.Offline.Invoices.Model;

/// <summary>
/// How a buyer or carrier is identified: <see cref="NipIdentifier"/>, <see cref="EuVatIdentifier"/>, <see cref="OtherIdentifier"/> or <see
/// cref="NoIdentifier"/>.
/// </summary>
/// <remarks>
/// FA(3): the choice in <c>DaneIdentyfikacyjne</c> of <c>Podmiot2</c>, <c>Podmiot2K</c> and <c>Przewoznik</c> (type <c>TPodmiot2</c>). Immutable,
/// thread-safe.
/// </remarks>
public abstract record BuyerIdentifier : PartyIdentifier
{
    private protected BuyerIdentifier()
    {
    }
}

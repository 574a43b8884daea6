namespace Ksef.Offline.Invoices.Model;

/// <summary>
/// How a party is identified: <see cref="NipIdentifier"/>, <see cref="InternalIdentifier"/>, <see cref="EuVatIdentifier"/>, <see cref="OtherIdentifier"/>
/// or <see cref="NoIdentifier"/>.
/// </summary>
/// <remarks>FA(3): the choice in <c>DaneIdentyfikacyjne</c> of <c>Podmiot3</c> (type <c>TPodmiot3</c>). Immutable, thread-safe.</remarks>
public abstract record PartyIdentifier
{
    private protected PartyIdentifier()
    {
    }
}

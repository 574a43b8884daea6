namespace Ksef.Offline.Verification;

/// <summary>The context in which the invoice will be sent: what KOD II names and what the login asks for. It is not the owner of the certificate.</summary>
/// <remarks>An accountant's certificate signs in the context of the client's NIP. Source: API documentation, QR codes. Immutable, thread-safe.</remarks>
/// <param name="Type">The kind of identifier.</param>
/// <param name="Value">The identifier itself.</param>
public readonly record struct VerificationContext(VerificationContextType Type, string Value)
{
    /// <summary>The usual context: the taxpayer's own NIP.</summary>
    /// <param name="nip">The NIP.</param>
    public static VerificationContext ForNip(Nip nip) => new(VerificationContextType.Nip, nip.ToString());

    /// <summary>Kind and value with a colon, for example <c>Nip:5261040828</c>.</summary>
    public override string ToString() => $"{Type}:{Value}";
}

namespace Ksef.Offline.Invoices.Model;

/// <summary>E-mail and telephone; both may be absent.</summary>
/// <remarks>
/// FA(3): <c>DaneKontaktowe</c>; within <c>PodmiotUpowazniony</c> the members are <c>EmailPU</c> and <c>TelefonPU</c>. Immutable, thread-safe.
/// </remarks>
public sealed record ContactDetails
{
    /// <summary>E-mail address.</summary>
    /// <remarks>FA(3): <c>Email</c>; text of 3 to 255 characters with an @.</remarks>
    public string? Email { get; init; }

    /// <summary>Telephone number.</summary>
    /// <remarks>FA(3): <c>Telefon</c>; text of 1 to 16 characters.</remarks>
    public string? Phone { get; init; }
}

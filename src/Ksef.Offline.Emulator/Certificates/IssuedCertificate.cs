using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Certificates;

/// <summary>A KSeF certificate that the emulator's own authority issued, with its request.</summary>
internal sealed class IssuedCertificate : Entity
{
    /// <summary>Sixteen upper-case hexadecimal digits.</summary>
    public required string Serial { get; init; }

    public required byte[] Der { get; init; }

    public required string Name { get; init; }

    public required string CommonName { get; init; }

    /// <summary>Type Offline (KOD II) instead of Authentication (login).</summary>
    public bool Offline { get; init; }

    public required string SubjectType { get; init; }

    public required string SubjectValue { get; init; }

    public DateTimeOffset ValidFrom { get; init; }

    public DateTimeOffset ValidTo { get; set; }

    public DateTimeOffset Requested { get; init; }

    /// <summary>The reference of the request.</summary>
    public required string Enrollment { get; init; }

    public DateTimeOffset? LastUse { get; set; }

    public bool Revoked { get; set; }

    public string StatusAt(DateTimeOffset now) => Revoked ? "Revoked" : now > ValidTo ? "Expired" : "Active";
}

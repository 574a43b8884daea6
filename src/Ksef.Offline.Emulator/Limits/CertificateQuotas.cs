using System.Globalization;
using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Limits;

/// <summary>How many requests and active certificates a subject may have: a NIP 300 and 100, a PESEL or fingerprint 12 and 6. Thread-safe.</summary>
internal sealed class CertificateQuotas(Store store)
{
    public (int Enrollments, int Certificates) Of(string subjectType, string subjectValue)
    {
        if (store.Settings.GetValueOrDefault($"certificates:{subjectType}:{subjectValue}")?.Split(',') is not [var enrollments, var certificates]) return subjectType == "Nip" ? (300, 100) : (12, 6);
        return (int.Parse(enrollments, CultureInfo.InvariantCulture), int.Parse(certificates, CultureInfo.InvariantCulture));
    }
}

namespace Ksef.Offline.Emulator.Limits;

/// <summary>How many requests and active certificates a subject may have: a NIP 300 and 100, a PESEL or fingerprint 12 and 6. Thread-safe.</summary>
internal sealed class CertificateQuotas
{
    private readonly Dictionary<(string Type, string Value), (int Enrollments, int Certificates)> _changed = [];

    public (int Enrollments, int Certificates) Of(string subjectType, string subjectValue)
    {
        lock (_changed) return _changed.TryGetValue((subjectType, subjectValue), out var own) ? own : Default(subjectType);
    }

    public void Set(string subjectType, string subjectValue, (int Enrollments, int Certificates)? quota)
    {
        lock (_changed)
        {
            if (quota is { } q) _changed[(subjectType, subjectValue)] = q;
            else _changed.Remove((subjectType, subjectValue));
        }
    }

    private static (int, int) Default(string subjectType) => subjectType == "Nip" ? (300, 100) : (12, 6);
}

namespace Ksef.Offline.Http.Certificates;

/// <summary>The two kinds of KSeF certificate; one never does the work of the other. API: <c>KsefCertificateType</c>.</summary>
public enum KsefCertificateKind
{
    /// <summary><c>Authentication</c>: for logging in.</summary>
    Authentication = 1,

    /// <summary><c>Offline</c>: for KOD II on invoices issued offline.</summary>
    Offline = 2,
}

namespace Ksef.Offline.Qr;

/// <summary>What a KSeF certificate is for, told by its key usage. The two kinds exclude each other.</summary>
public enum CertificateKind
{
    /// <summary>Neither of the two: not a KSeF certificate.</summary>
    Unknown = 0,

    /// <summary>Type 1, <c>Authentication</c> (<i>uwierzytelnienie</i>): key usage digitalSignature; logs in, never signs KOD II.</summary>
    Authentication = 1,

    /// <summary>Type 2, <c>Offline</c>: key usage nonRepudiation; signs KOD II, never logs in.</summary>
    Offline = 2,
}

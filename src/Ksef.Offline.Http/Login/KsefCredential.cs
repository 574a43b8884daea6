namespace Ksef.Offline.Http.Login;

/// <summary>What one logs in to KSeF with: <see cref="KsefTokenCredential"/> or <see cref="XadesCredential"/>.</summary>
/// <remarks>Belongs to the caller, is kept in memory only and never shows itself in a text.</remarks>
public abstract class KsefCredential
{
    private protected KsefCredential()
    {
    }
}

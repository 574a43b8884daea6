using System.Security.Cryptography;

namespace Panel.Security;

/// <summary>Keeps what is needed to recognise the password, not the password: PBKDF2-HMAC-SHA256 with a salt of this start, compared in constant time.</summary>
internal sealed class PasswordCheck
{
    private const int Rounds = 600_000;
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] _hash;

    public PasswordCheck(string password) => _hash = Derive(password);

    public bool Matches(string? password) => CryptographicOperations.FixedTimeEquals(_hash, Derive(password ?? ""));

    private byte[] Derive(string password) => Rfc2898DeriveBytes.Pbkdf2(password, _salt, Rounds, HashAlgorithmName.SHA256, 32);
}

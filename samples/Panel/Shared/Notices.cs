using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Panel.Shared;

/// <summary>Carries a notice through a redirect in the address, sealed: a made-up link cannot put words into the panel's mouth. Told for two minutes.</summary>
public sealed class Notices(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("notice").ToTimeLimitedDataProtector();

    /// <summary>The address with the notice.</summary>
    public string After(string path, Notice notice)
    {
        ArgumentNullException.ThrowIfNull(path);
        return $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}said={_protector.Protect(JsonSerializer.Serialize(notice), Lifetime)}";
    }

    public Notice? Read(string? said)
    {
        if (string.IsNullOrEmpty(said)) return null;
        try
        {
            return JsonSerializer.Deserialize<Notice>(_protector.Unprotect(said));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

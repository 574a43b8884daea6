using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Permissions;

/// <summary>Finds what a subject may do in a context. The caller holds the gate.</summary>
internal sealed class Grants(Store store)
{
    /// <summary>The owner of a context may everything; a PESEL bound to the NIP is its owner; everybody else what was granted.</summary>
    public IReadOnlyList<string> Of(string contextType, string contextValue, string subjectType, string subjectValue)
    {
        var nip = contextValue.Length >= 10 ? contextValue[..10] : contextValue;
        if (contextType != "PeppolId" && subjectType == "Nip" && subjectValue == nip) return Rights.Owner;
        if (contextType != "PeppolId" && subjectType == "Pesel" && store.Settings.GetValueOrDefault($"person:{nip}")?.StartsWith(subjectValue, StringComparison.Ordinal) == true) return Rights.Owner;
        return [.. Live.Where(g => !g.IsAuthorization && g.ContextType == contextType && g.ContextValue == contextValue && IsSame(g, subjectType, subjectValue)).Select(g => g.Scope).Distinct()];
    }

    public IEnumerable<Grant> Live => store.Grants.Values.Where(g => !g.Revoked);

    public bool IsDeceased(string contextType, string contextValue) => contextType == "Nip" && store.Settings.GetValueOrDefault($"person:{contextValue}")?.EndsWith("+deceased", StringComparison.Ordinal) == true;

    /// <summary>Whether a permission between entities stands: the seller gave it to the issuer.</summary>
    public bool Authorizes(string seller, string issuer, string scope) =>
        Live.Any(g => g.IsAuthorization && g.ContextValue == seller && g.SubjectValue == issuer && g.Scope == scope);

    /// <summary>A person's NIP and PESEL stand for the same.</summary>
    private bool IsSame(Grant grant, string subjectType, string subjectValue)
    {
        if (grant.SubjectType == subjectType && grant.SubjectValue == subjectValue) return true;
        return (grant.SubjectType, subjectType) switch
        {
            ("Nip", "Pesel") => store.Settings.GetValueOrDefault($"person:{grant.SubjectValue}")?.StartsWith(subjectValue, StringComparison.Ordinal) == true,
            ("Pesel", "Nip") => store.Settings.GetValueOrDefault($"person:{subjectValue}")?.StartsWith(grant.SubjectValue, StringComparison.Ordinal) == true,
            _ => false,
        };
    }
}

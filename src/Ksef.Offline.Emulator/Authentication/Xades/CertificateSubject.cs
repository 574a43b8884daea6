using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ksef.Offline.Emulator.Authentication.Xades;

/// <summary>Who a certificate belongs to, read from its subject: <c>VATPL-</c>, <c>TINPL-</c> and <c>PNOPL-</c> identifiers, names.</summary>
internal sealed class CertificateSubject
{
    private readonly List<(string Oid, string Value)> _attributes = [];

    private CertificateSubject()
    {
    }

    public string? Nip { get; private set; }

    public string? Pesel { get; private set; }

    /// <summary>SHA-256 of the certificate in upper-case hexadecimal digits.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>A seal belongs to an organisation and names no person.</summary>
    public bool IsSeal => Nip is not null && First("2.5.4.42") is null && First("2.5.4.4") is null;

    public static CertificateSubject Of(X509Certificate2 certificate)
    {
        var subject = new CertificateSubject { Fingerprint = Convert.ToHexString(SHA256.HashData(certificate.RawData)) };
        subject._attributes.AddRange(Attributes(certificate.SubjectName));
        foreach (var (oid, value) in subject._attributes)
        {
            if (oid is not ("2.5.4.97" or "2.5.4.5" or "2.5.4.45")) continue;
            foreach (var word in value.Split(' ', ',', ';'))
            {
                if ((word.StartsWith("VATPL-", StringComparison.Ordinal) || word.StartsWith("TINPL-", StringComparison.Ordinal)) && ContextRules.IsNip(word[6..])) subject.Nip ??= word[6..];
                if (word.StartsWith("PNOPL-", StringComparison.Ordinal) && ContextRules.IsPesel(word[6..])) subject.Pesel ??= word[6..];
            }
            if (oid == "2.5.4.5" && ContextRules.IsNip(value) && subject.Nip is null && subject.Pesel is null) subject.Nip = value;
        }
        return subject;
    }

    /// <summary>The first value of an attribute type, or null.</summary>
    public string? First(string oid) => _attributes.Find(a => a.Oid == oid).Value;

    /// <summary>All values of an attribute type joined by a blank, or null.</summary>
    public string? All(string oid) => _attributes.Where(a => a.Oid == oid).Select(a => a.Value).ToArray() is { Length: > 0 } values ? string.Join(' ', values) : null;

    /// <summary>The attributes of a name in their order.</summary>
    /// <exception cref="CryptographicException">The name is not readable.</exception>
    public static IReadOnlyList<(string Oid, string Value)> Attributes(X500DistinguishedName name)
    {
        try
        {
            var found = new List<(string, string)>();
            var sets = new AsnReader(name.RawData, AsnEncodingRules.DER).ReadSequence();
            while (sets.HasData)
            {
                var set = sets.ReadSetOf(skipSortOrderValidation: true);
                while (set.HasData)
                {
                    var pair = set.ReadSequence();
                    var oid = pair.ReadObjectIdentifier();
                    var tag = pair.PeekTag();
                    found.Add((oid, tag.TagClass == TagClass.Universal ? pair.ReadCharacterString((UniversalTagNumber)tag.TagValue) : ""));
                }
            }
            return found;
        }
        catch (Exception e) when (e is AsnContentException or ArgumentException)
        {
            throw new CryptographicException(e.Message, e);
        }
    }
}

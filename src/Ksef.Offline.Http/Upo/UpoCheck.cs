using System.Security.Cryptography;

namespace Ksef.Offline.Http.Upo;

/// <summary>Whether a receipt is ours and genuine: the hash KSeF sent beside it, the environment it names, our document in it, its signature where it has one.</summary>
internal static class UpoCheck
{
    /// <summary>Why the receipt is not to be kept, or null.</summary>
    public static string? Judge(byte[] bytes, string? metaHash, KsefEnvironment environment, KsefNumber number, InvoiceHash hash)
    {
        if (JudgeFile(bytes, metaHash, environment, out var file) is { } reason) return reason;
        var ours = file!.Documents.FirstOrDefault(d => d.Number == number);
        if (ours is null) return $"it does not name {number}";
        return ours.Hash == hash ? null : $"it confirms a document with the hash {ours.Hash?.ToBase64() ?? "(none)"}, ours has {hash.ToBase64()}";
    }

    /// <summary>The same for a receipt as a whole, whatever its documents.</summary>
    public static string? JudgeFile(byte[] bytes, string? metaHash, KsefEnvironment environment, out UpoFile? file)
    {
        file = null;
        if (!string.IsNullOrEmpty(metaHash) && !Convert.ToBase64String(SHA256.HashData(bytes)).Equals(metaHash, StringComparison.Ordinal))
            return $"its SHA-256 is {Convert.ToBase64String(SHA256.HashData(bytes))}, the header x-ms-meta-hash says {metaHash}";
        file = UpoFile.Read(bytes, out var reason);
        if (file is null) return reason;
        if (environment.IsProduction && file.Receiver != UpoFile.ProductionReceiver)
            return $"it comes from '{file.Receiver}', not from production ('{UpoFile.ProductionReceiver}')";
        return XmlSignature.Judge(file.Xml);
    }
}

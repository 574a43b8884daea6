namespace Ksef.Offline.Http.Batch;

/// <summary>A package that lies in the spool, with what KSeF wants to know before it is uploaded. API: <c>BatchFileInfo</c>.</summary>
internal sealed record BatchPackage(PackageFormat Format, long Size, byte[] Hash, IReadOnlyList<BatchPart> Parts);

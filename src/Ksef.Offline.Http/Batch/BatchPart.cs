namespace Ksef.Offline.Http.Batch;

/// <summary>An encrypted part in the spool: its name there, its size and SHA-256 as encrypted. API: <c>BatchFilePartInfo</c>.</summary>
internal sealed record BatchPart(string Name, long Size, byte[] Hash);

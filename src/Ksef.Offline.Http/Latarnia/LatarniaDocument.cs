using NodaTime;

namespace Ksef.Offline.Http.Latarnia;

/// <summary>An answer of the beacon exactly as it came: evidence, since the Ministry signs nothing and drops messages after about thirty days.</summary>
/// <param name="Address">Where it was fetched.</param>
/// <param name="FetchedAt">When, by the clock given to the client.</param>
/// <param name="Bytes">The body.</param>
/// <param name="Hash">SHA-256 of the body.</param>
/// <param name="LastModified">The header <c>Last-Modified</c>, or null.</param>
/// <param name="IsNew">False where the beacon said that nothing has changed since (304), or sent the same bytes again.</param>
public sealed record LatarniaDocument(Uri Address, Instant FetchedAt, ReadOnlyMemory<byte> Bytes, InvoiceHash Hash, Instant? LastModified, bool IsNew);

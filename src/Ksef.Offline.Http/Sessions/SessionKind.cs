namespace Ksef.Offline.Http.Sessions;

/// <summary>API: <c>SessionType</c>.</summary>
internal enum SessionKind
{
    Online = 0,
    Batch = 1,
}

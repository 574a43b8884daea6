using System.Text.Json;
using Ksef.Offline.Http.Transport;

namespace Ksef.Offline.Http.Sessions;

/// <summary>API: <c>SessionStatusResponse</c>.</summary>
internal sealed record SessionState(StatusInfo Status, IReadOnlyList<Uri> UpoPages)
{
    public bool IsDecided => Status.Code >= 200;

    public static SessionState Read(JsonElement root) => new(
        StatusInfo.Read(root.Object("status") ?? throw new FormatException("the property 'status' is missing")),
        [.. (root.Object("upo")?.Items("pages") ?? []).Select(p => p.Text("downloadUrl")).Where(u => Uri.IsWellFormedUriString(u, UriKind.Absolute)).Select(u => new Uri(u!))]);
}

namespace Ksef.Offline.Outbox.Announcements;

/// <summary>The file that an announcement was read from: the proof, since the beacon drops its messages after about thirty days and signs nothing.</summary>
/// <param name="Name">A file name for the export.</param>
/// <param name="Bytes">The bytes, unchanged.</param>
public sealed record AnnouncementFile(string Name, ReadOnlyMemory<byte> Bytes);

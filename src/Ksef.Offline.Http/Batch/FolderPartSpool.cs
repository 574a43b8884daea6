namespace Ksef.Offline.Http.Batch;

/// <summary>Keeps parts as files in a folder of the application: for packages of any size. Thread-safe.</summary>
/// <remarks>What a process that died has left there may be deleted: parts are never used by another process.</remarks>
public sealed class FolderPartSpool : IPartSpool
{
    private readonly string _folder;

    /// <summary>Uses a folder, which is made where it is missing.</summary>
    /// <param name="folder">A folder that this process may write to and that has room for a package and a part.</param>
    public FolderPartSpool(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Directory.CreateDirectory(folder).FullName;
    }

    /// <inheritdoc />
    public Stream Create(string name) => new FileStream(PathOf(name), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);

    /// <inheritdoc />
    public Stream OpenRead(string name) => new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <inheritdoc />
    public void Delete(string name) => File.Delete(PathOf(name));

    private string PathOf(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') || name[0] == '.')
            throw new ArgumentException($"'{name}' is not a name for a part: letters, digits, hyphen and dot.", nameof(name));
        return Path.Combine(_folder, name);
    }
}

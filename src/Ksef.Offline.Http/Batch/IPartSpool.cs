namespace Ksef.Offline.Http.Batch;

/// <summary>Where the encrypted parts of a package wait between being made and being uploaded. Port: a folder of the application, memory, anything that gives bytes back.</summary>
/// <remarks>Opening a batch session needs hash and size of every part first. What lies here is encrypted with a key that never leaves the process. Thread-safe.</remarks>
public interface IPartSpool
{
    /// <summary>Creates an empty part and opens it for writing; closing the stream completes the part.</summary>
    /// <param name="name">A name that is unique in the spool: letters, digits, hyphen and dot.</param>
    Stream Create(string name);

    /// <summary>Opens a complete part for reading; may be called more than once.</summary>
    /// <param name="name">The name given to <see cref="Create"/>.</param>
    Stream OpenRead(string name);

    /// <summary>Removes a part; a part that does not exist is not an error.</summary>
    /// <param name="name">The name given to <see cref="Create"/>.</param>
    void Delete(string name);
}

namespace Panel.Shared;

/// <summary>A file that came with a form.</summary>
internal static class Upload
{
    /// <summary>Its bytes; null where none was chosen, or it is empty.</summary>
    public static async Task<ReadOnlyMemory<byte>?> BytesAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is not { Length: > 0 }) return null;
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}

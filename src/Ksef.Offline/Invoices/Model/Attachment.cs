namespace Ksef.Offline.Invoices.Model;

/// <summary>Structured attachment of the invoice.</summary>
/// <remarks>FA(3): <c>Zalacznik</c>. Immutable, thread-safe.</remarks>
public sealed record Attachment
{
    /// <summary>The blocks of data, at least one.</summary>
    /// <remarks>FA(3): <c>BlokDanych</c>; at most 1000.</remarks>
    public EquatableList<AttachmentBlock> Blocks { get; init; }
}

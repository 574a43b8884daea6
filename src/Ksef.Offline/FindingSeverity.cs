namespace Ksef.Offline;

/// <summary>How bad a <see cref="Finding"/> is. Ordered: a greater value is worse.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know; no verdict.</summary>
    Info = 0,

    /// <summary>A heuristic or a matter of quality; there may be good reasons.</summary>
    Warning = 1,

    /// <summary>KSeF would take it, but it is wrong under the VAT Act or the Ministry's guidance.</summary>
    Legal = 2,

    /// <summary>KSeF would reject it, or it cannot be used at all.</summary>
    Error = 3,
}

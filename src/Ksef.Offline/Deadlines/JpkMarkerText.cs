namespace Ksef.Offline.Deadlines;

/// <summary>Converts <see cref="JpkMarker"/> to the element names of JPK_V7.</summary>
public static class JpkMarkerText
{
    private static readonly string[] Texts = ["NrKSeF", "OFF", "DI", "BFK"];

    /// <summary>The element name, for example <c>NrKSeF</c>.</summary>
    /// <param name="marker">The marker.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="marker"/> is not a member of the enumeration.</exception>
    public static string ToElementName(this JpkMarker marker) =>
        (uint)marker < (uint)Texts.Length ? Texts[(int)marker] : throw new ArgumentOutOfRangeException(nameof(marker), marker, "Not a JPK marker.");
}

using Ksef.Offline.Deadlines;

namespace Ksef.Offline.Tests.Deadlines;

/// <summary>The element names of JPK_V7 that the markers stand for.</summary>
public sealed class JpkMarkerTextTests
{
    [Theory]
    [InlineData(JpkMarker.KsefNumber, "NrKSeF")]
    [InlineData(JpkMarker.Off, "OFF")]
    [InlineData(JpkMarker.Di, "DI")]
    [InlineData(JpkMarker.Bfk, "BFK")]
    public void Each_marker_has_the_element_name_of_the_schema(JpkMarker marker, string name) => Assert.Equal(name, marker.ToElementName());

    [Fact]
    public void What_is_no_marker_is_refused_with_its_value() =>
        Assert.Contains("Not a JPK marker", Assert.Throws<ArgumentOutOfRangeException>(() => ((JpkMarker)4).ToElementName()).Message, StringComparison.Ordinal);
}

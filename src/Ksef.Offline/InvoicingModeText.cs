using System.Globalization;

namespace Ksef.Offline;

/// <summary>The Polish names of the modes, for the screens and printouts of an application.</summary>
public static class InvoicingModeText
{
    /// <summary>The name within a Polish sentence, for example <c>tryb awaryjny</c> or <c>tryb niedostępności</c>; <c>tryb 9</c> for what is no mode.</summary>
    /// <param name="mode">The mode.</param>
    public static string ToPolishText(this InvoicingMode mode) => mode switch
    {
        InvoicingMode.Online => "tryb online",
        InvoicingMode.Offline24 => "tryb offline24",
        InvoicingMode.Unavailability => "tryb niedostępności",
        InvoicingMode.Emergency => "tryb awaryjny",
        InvoicingMode.TotalFailure => "tryb awarii całkowitej",
        _ => string.Create(CultureInfo.InvariantCulture, $"tryb {mode}"),
    };
}

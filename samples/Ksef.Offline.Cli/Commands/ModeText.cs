namespace Ksef.Offline.Cli.Commands;

/// <summary>The five modes as the command line writes them.</summary>
internal static class ModeText
{
    public static InvoicingMode? Read(string? text) => text switch
    {
        "online" => InvoicingMode.Online,
        "offline24" => InvoicingMode.Offline24,
        "unavailability" => InvoicingMode.Unavailability,
        "emergency" => InvoicingMode.Emergency,
        "total-failure" => InvoicingMode.TotalFailure,
        _ => null,
    };

    public static string Write(InvoicingMode mode) => mode switch
    {
        InvoicingMode.Online => "online",
        InvoicingMode.Offline24 => "offline24",
        InvoicingMode.Unavailability => "unavailability",
        InvoicingMode.Emergency => "emergency",
        _ => "total-failure",
    };
}

namespace Quickstart;

/// <summary>What may be said on the command line; nothing has to be.</summary>
internal sealed record Arguments
{
    /// <summary>Where everything is written: the outbox, codes, pages, UPO files, the emulator's data.</summary>
    public string Folder { get; private init; } = Path.Combine("out", "quickstart");

    /// <summary>The port of the emulator; 0 takes any free one.</summary>
    public int Port { get; private init; }

    /// <summary>The port of a proxy in front of the emulator, through which the client then talks; 0 for none.</summary>
    public int Via { get; private init; }

    /// <summary>Forget earlier runs.</summary>
    public bool Fresh { get; private init; }

    public static Arguments? Parse(string[] args)
    {
        var parsed = new Arguments();
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--fresh": parsed = parsed with { Fresh = true }; continue;
                case "--folder" when value.Length > 0: parsed = parsed with { Folder = value }; break;
                case "--port" when int.TryParse(value, out var port): parsed = parsed with { Port = port }; break;
                case "--via" when int.TryParse(value, out var via): parsed = parsed with { Via = via }; break;
                default:
                    Console.Error.WriteLine($"quickstart: '{args[i]}' is not understood. Usage: [--folder DIR] [--port EMULATOR-PORT] [--via PROXY-PORT] [--fresh]");
                    return null;
            }
            i++;
        }
        return parsed;
    }
}

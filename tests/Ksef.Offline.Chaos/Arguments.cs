using System.Globalization;

namespace Ksef.Offline.Chaos;

/// <summary>The command line: a part, then pairs of name and value.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public string Part { get; private init; } = "run";

    public static Arguments Parse(string[] args)
    {
        var arguments = new Arguments { Part = args is [{ } part, ..] && !part.StartsWith("--", StringComparison.Ordinal) ? part : "run" };
        for (var i = args.Length > 0 && args[0] == arguments.Part ? 1 : 0; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == args.Length) throw new ArgumentException($"'{args[i]}' is no '--name value'.");
            arguments._values[args[i][2..]] = args[i + 1];
        }
        return arguments;
    }

    public string Text(string name, string? fallback = null) =>
        _values.TryGetValue(name, out var value) ? value : fallback ?? throw new ArgumentException($"--{name} is missing.");

    public int Number(string name, int fallback) => !_values.TryGetValue(name, out var value) ? fallback
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ArgumentException($"--{name} {value} is no number.");
}

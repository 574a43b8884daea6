namespace Ksef.Offline.Emulator.Wire;

/// <summary>Every endpoint below /v2, in one list. Literal segments win over parameters.</summary>
internal sealed class RouteTable
{
    private readonly Dictionary<int, Route[]> _byLength;

    public RouteTable(IEnumerable<Route> routes)
    {
        All = [.. routes];
        _byLength = All.GroupBy(r => r.Segments.Length)
            .ToDictionary(g => g.Key, g => g.OrderBy(r => r.Segments.Count(IsParameter)).ThenBy(r => r.Segments.TakeWhile(s => !IsParameter(s)).Count() * -1).ToArray());
    }

    public IReadOnlyList<Route> All { get; }

    /// <summary>The route of a request; when only the method is wrong, the methods that the path knows.</summary>
    public Route? Find(string method, string[] path, out IReadOnlyList<string> otherMethods)
    {
        otherMethods = [];
        if (!_byLength.TryGetValue(path.Length, out var candidates)) return null;
        List<string>? others = null;
        foreach (var route in candidates)
        {
            if (!Matches(route.Segments, path)) continue;
            if (string.Equals(route.Method, method, StringComparison.Ordinal)) return route;
            (others ??= []).Add(route.Method);
        }
        otherMethods = others ?? otherMethods;
        return null;
    }

    private static bool IsParameter(string segment) => segment[0] == '{';

    private static bool Matches(string[] template, string[] path)
    {
        for (var i = 0; i < template.Length; i++)
            if (!IsParameter(template[i]) && !string.Equals(template[i], path[i], StringComparison.OrdinalIgnoreCase)) return false;
        return true;
    }
}

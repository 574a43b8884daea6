namespace Ksef.Offline.Emulator.Scripting;

/// <summary>Which calls a trouble speaks of: a method or <c>*</c>, and a path with <c>*</c> for a segment and <c>**</c> for any rest.</summary>
internal static class CallPattern
{
    public static bool Matches(string on, string method, string path)
    {
        var space = on.IndexOf(' ', StringComparison.Ordinal);
        if (space >= 0 && on[..space] is var wanted && wanted != "*" && !string.Equals(wanted, method, StringComparison.OrdinalIgnoreCase)) return false;
        var glob = on[(space + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var whole = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Matches(glob, whole) || (whole is ["v2", ..] && Matches(glob, whole[1..]));
    }

    private static bool Matches(string[] glob, string[] path)
    {
        for (var i = 0; i < glob.Length; i++)
        {
            if (glob[i] == "**") return true;
            if (i >= path.Length || (glob[i] != "*" && !string.Equals(glob[i], path[i], StringComparison.OrdinalIgnoreCase))) return false;
        }
        return glob.Length == path.Length;
    }
}

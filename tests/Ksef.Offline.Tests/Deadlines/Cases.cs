using System.Globalization;
using FsCheck;

namespace Ksef.Offline.Tests.Deadlines;

/// <summary>How many cases a property tries. The environment variable KSEF_OFFLINE_CASES (percent) makes a run longer, or shorter for mutation testing.</summary>
internal static class Cases
{
    private static readonly int Percent = int.TryParse(Environment.GetEnvironmentVariable("KSEF_OFFLINE_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var p) && p > 0 ? p : 100;

    public static Config Of(int count) => Config.QuickThrowOnFailure.WithMaxTest(Math.Max(1, (int)((long)count * Percent / 100))).WithStartSize(10).WithEndSize(10);
}

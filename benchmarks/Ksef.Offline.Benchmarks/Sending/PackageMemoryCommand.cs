using System.Diagnostics;
using System.Globalization;
using Ksef.Offline.Http.Batch;
using Ksef.Offline.Http.Interactive;

namespace Ksef.Offline.Benchmarks.Sending;

/// <summary><c>package-memory</c>: how much memory a package of 10 MB and one of 1 GB take while they are made, parts in a folder; each in a process of its own, so that the peak is its own.</summary>
internal static class PackageMemoryCommand
{
    public static int Run(string[] args)
    {
        if (args is [var one]) return Measure(int.Parse(one, CultureInfo.InvariantCulture));
        foreach (var megabytes in new[] { "10", "1000" })
        {
            using var child = Process.Start(Environment.ProcessPath!, [.. Environment.GetCommandLineArgs()[0].EndsWith(".dll", StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : Array.Empty<string>(), "package-memory", megabytes]);
            child.WaitForExit();
            if (child.ExitCode != 0) return child.ExitCode;
        }
        return 0;
    }

    private static int Measure(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("ksef-package");
        using var keys = new SessionKeys();
        // A file at a time, as the outbox reads them; the same few, so that making them does not count.
        var samples = Enumerable.Range(0, 10).Select(n => (ReadOnlyMemory<byte>)SendingSamples.File(n, 100_000)).ToArray();
        PackageWriter.Write(samples, PackageFormat.TarGz, keys, new FolderPartSpool(folder.FullName), "warm", 100_000_000, CancellationToken.None);
        GC.Collect();
        var before = Process.GetCurrentProcess().WorkingSet64;
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        long peak = 0;
        IEnumerable<ReadOnlyMemory<byte>> Files()
        {
            for (var n = 0; n < megabytes * 10; n++)
            {
                if (n % 100 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false) - heap);
                yield return samples[n % samples.Length];
            }
        }
        var package = PackageWriter.Write(Files(), PackageFormat.TarGz, keys, new FolderPartSpool(folder.FullName), "package", 100_000_000, CancellationToken.None);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{megabytes,5} MB of invoices, {package.Parts.Count} part(s): heap +{peak / 1e6:0.0} MB, working set +{(process.PeakWorkingSet64 - before) / 1e6:0.0} MB"));
        folder.Delete(recursive: true);
        return peak <= 32_000_000 ? 0 : 1;
    }
}

using System.Text;
using Ksef.Offline.Benchmarks.Invoices;
using Ksef.Offline.Invoices.Writing;

namespace Ksef.Offline.Benchmarks.Fuzz;

/// <summary>The documents that the fuzz run begins from: our samples, corners of XML, and the reference files where they are at hand.</summary>
internal static class FuzzCorpus
{
    private const int LargestFile = 64 * 1024;

    public static List<byte[]> Load()
    {
        List<byte[]> corpus =
        [
            InvoiceWriter.ToBytes(SampleInvoices.Create(SampleInvoices.TwoLines)),
            InvoiceWriter.ToBytes(SampleInvoices.Create(SampleInvoices.FifteenLines)),
            Encoding.UTF8.GetBytes("<?xml version='1.0'?><a xmlns:p='u' p:b=\"&amp;\"><![CDATA[x]]><!-- c --><?p i?>&#65;</a>"),
            Encoding.Unicode.GetBytes("\uFEFF<a>ż</a>"),
        ];
        var named = Environment.GetEnvironmentVariable("KSEF_OFFLINE_SHARED");
        var folder = string.IsNullOrEmpty(named) ? Beside() : named;
        var data = folder is null ? null : Path.Combine(folder, "data", "fa3");
        if (data is null || !Directory.Exists(data)) return corpus;
        foreach (var file in Directory.GetFiles(data, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            if (new FileInfo(file).Length <= LargestFile) corpus.Add(File.ReadAllBytes(file));
        return corpus;
    }

    private static string? Beside()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Ksef.Offline.sln"))) return Path.Combine(folder.FullName, "..", "shared");
        return null;
    }
}

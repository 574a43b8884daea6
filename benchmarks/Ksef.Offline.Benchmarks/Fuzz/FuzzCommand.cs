using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Validation;

namespace Ksef.Offline.Benchmarks.Fuzz;

/// <summary><c>fuzz --count N [--seed S]</c>: throws mutated documents at validator and reader and compares with XmlReader.</summary>
/// <remarks>
/// Looks for an exception, an input that takes longer than a second, more than 64 MB of heap growth over an empty run, and a document that one of
/// validator and XmlReader finds well-formed and the other does not. The corpus is our own samples and, where they are at hand, the reference files.
/// </remarks>
internal static class FuzzCommand
{
    private const long MaxGrowth = 64L * 1024 * 1024;
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
    private static readonly InvoiceValidator SchemaOnly = new(InvoiceValidatorOptions.SchemaOnly), Full = new();

    public static int Run(string[] args)
    {
        var count = Number(args, "--count", 200_000);
        var seed = Number(args, "--seed", 1);
        var mutator = new Mutator(FuzzCorpus.Load(), seed);
        Judge(mutator.Next(), out _);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (failures, accepted, slowest, clock) = (0, 0, TimeSpan.Zero, Stopwatch.StartNew());
        for (var i = 1; i <= count && failures < 10; i++)
        {
            var input = mutator.Next();
            var watch = Stopwatch.GetTimestamp();
            var complaint = Judge(input, out var wellFormed);
            var took = Stopwatch.GetElapsedTime(watch);
            if (wellFormed) accepted++;
            if (took > slowest) slowest = took;
            if (took > TimeSpan.FromSeconds(1)) complaint ??= string.Create(CultureInfo.InvariantCulture, $"took {took.TotalSeconds:0.0} s");
            if (complaint is not null)
            {
                failures++;
                Console.WriteLine($"input {i}: {complaint}\n{Convert.ToBase64String(input)}");
            }
            if (i % 20_000 == 0) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i} of {count}, {i / clock.Elapsed.TotalSeconds:0} per second"));
        }
        var growth = Math.Max(0, GC.GetTotalMemory(forceFullCollection: true) - before);
        if (growth > MaxGrowth) failures++;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"inputs\":{count},\"seed\":{seed},\"failures\":{failures},\"wellFormed\":{accepted},\"slowestMs\":{slowest.TotalMilliseconds:0},\"heapGrowthMB\":{growth / 1048576.0:0.0}}}"));
        return failures == 0 ? 0 : 1;
    }

    /// <summary>What is wrong with how we treat an input; null when nothing is.</summary>
    private static string? Judge(byte[] input, out bool wellFormed)
    {
        wellFormed = XmlReaderAccepts(input, out var deep);
        try
        {
            var verdict = SchemaOnly.Validate(input);
            // Nesting and attributes beyond any invoice are refused without a verdict on the syntax behind them.
            var refused = verdict.Findings.Any(f => f.Code is "KO1001" or "KO1002" or "KO1009");
            var unjudged = deep || verdict.Findings.Any(f => f.Code is "KO1010" or "KO1099");
            if (!unjudged && refused == wellFormed) return wellFormed ? $"XmlReader accepts, we refuse: {verdict}" : $"XmlReader refuses, we accept: {verdict}";
            if (verdict.IsValid && !wellFormed) return "valid, but not well-formed";
            Full.Validate(input);
            InvoiceReader.TryRead(input, out _, out _);
            return null;
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private static bool XmlReaderAccepts(byte[] input, out bool deep)
    {
        deep = false;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(input), Settings);
            while (reader.Read()) deep |= reader.Depth > 200 || reader.AttributeCount > 200;
            return true;
        }
        catch (Exception e) when (e is XmlException or ArgumentException or NotSupportedException or DecoderFallbackException)
        {
            return false;
        }
    }

    public static int Number(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}

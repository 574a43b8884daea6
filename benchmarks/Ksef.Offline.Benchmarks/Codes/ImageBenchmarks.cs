using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Ksef.Offline.Qr;
using QRCoder;

namespace Ksef.Offline.Benchmarks.Codes;

/// <summary>A PNG with its label against QRCoder's own PNG of the same module size without one. Aim: 1.3 at most.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
[MemoryDiagnoser]
public class ImageBenchmarks
{
    private const string CodeI = "https://qr.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE";
    private static readonly string Ec = CodeII(86);
    private static readonly string Rsa = CodeII(342);

    [Benchmark(Baseline = true), BenchmarkCategory("KOD I")]
    public byte[] QRCoder_code_1() => Bare(CodeI);

    [Benchmark, BenchmarkCategory("KOD I")]
    public byte[] With_ksef_number_code_1() => QrImage.Render(CodeI, "1111111111-20260202-0100001AF629-AB").ToPng();

    [Benchmark(Baseline = true), BenchmarkCategory("KOD II EC")]
    public byte[] QRCoder_code_2_ec() => Bare(Ec);

    [Benchmark, BenchmarkCategory("KOD II EC")]
    public byte[] With_label_code_2_ec() => QrImage.Render(Ec, CodeLabel.Certificate).ToPng();

    [Benchmark(Baseline = true), BenchmarkCategory("KOD II RSA")]
    public byte[] QRCoder_code_2_rsa() => Bare(Rsa);

    [Benchmark, BenchmarkCategory("KOD II RSA")]
    public byte[] With_label_code_2_rsa() => QrImage.Render(Rsa, CodeLabel.Certificate).ToPng();

    private static byte[] Bare(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(data);
        return png.GetGraphic(10);
    }

    private static string CodeII(int signature) =>
        "https://qr.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE/" + string.Concat(Enumerable.Range(0, signature).Select(i => (char)('a' + (i * 7 % 26))));
}

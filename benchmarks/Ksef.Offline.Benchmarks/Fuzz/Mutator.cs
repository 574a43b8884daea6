using System.Text;

namespace Ksef.Offline.Benchmarks.Fuzz;

/// <summary>Makes new inputs from a corpus: bytes flipped, ranges cut, doubled, moved and mixed, dangerous pieces put in. The same seed gives the same inputs.</summary>
internal sealed class Mutator(List<byte[]> corpus, int seed)
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "<", ">", "&", ";", "'", "\"", "]]>", "<![CDATA[", "<!--", "-->", "--", "<?p?>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&amp;", "&#x0;", "&#xFFFE;", "&#x1FFFE;", "&b;", "&#99999999999;", "/>", "</", "=", ":",
            "\r\n", "\r", "\t", " ", "\0", "\u0001", "\u007F", "\u0085", "\u0086", "\uFEFF", "\uFFFE", "\uFDD0", "\U0001F600", "\U0001FFFF", "٣", "-0.00", "99999999999999999999999999999999", "1e5", "2026-02-30", "0000-00-00",
            " xmlns=''", " xmlns:p='u'", " p:x='1'", " xml:space='x'", " xsi:nil='true'", "<P_15>1</P_15>", "<FaWiersz/>", "KOR", "ZAL", "UPR", "EUR", "<?xml version='1.0' encoding='utf-16'?>", "<?xml version='1.1'?>",
        }.Select(Encoding.UTF8.GetBytes),
        [0xC3], [0xE2, 0x82], [0xF0, 0x9F], [0xED, 0xA0, 0x80], [0xFF, 0xFE], [0xFE, 0xFF],
        .. new[] { "<a>", " a='b'", "&lt;", "<FaWiersz>" }.Select(p => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(p, 400)))),
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var input = new List<byte>(corpus[_random.Next(corpus.Count)]);
        for (var n = 1 + _random.Next(4); n > 0; n--) Mutate(input);
        return [.. input];
    }

    private void Mutate(List<byte> input)
    {
        var at = _random.Next(input.Count + 1);
        var length = Math.Min(input.Count - at, 1 + _random.Next(_random.Next(8) == 0 ? 2000 : 20));
        switch (_random.Next(8))
        {
            case 0 when at < input.Count:
                input[at] = (byte)_random.Next(256);
                break;
            case 1 when at < input.Count:
                input[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 2:
                input.RemoveRange(at, length);
                break;
            case 3:
                input.InsertRange(at, input.GetRange(at, length));
                break;
            case 4:
                var piece = input.GetRange(at, length);
                input.RemoveRange(at, length);
                input.InsertRange(_random.Next(input.Count + 1), piece);
                break;
            case 5:
                var other = corpus[_random.Next(corpus.Count)];
                var from = _random.Next(other.Length + 1);
                input.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, length)).ToArray());
                break;
            case 6 when _random.Next(4) == 0:
                input.RemoveRange(at, input.Count - at);
                break;
            default:
                input.InsertRange(at, Pieces[_random.Next(Pieces.Length)]);
                break;
        }
    }
}

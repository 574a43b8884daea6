using System.Globalization;
using System.Text;

namespace Ksef.Offline.Emulator.Security;

/// <summary>Gives reference numbers of the official shape: day, two letters of the kind, two blocks of ten hexadecimal digits, CRC-8. The same seed and the same calls give the same numbers.</summary>
internal sealed class References(int seed, int boot)
{
    private long _count;

    public string Next(string kind, DateTimeOffset now)
    {
        var n = Interlocked.Increment(ref _count);
        var first = ((long)boot << 32) + n;
        var second = Mix((ulong)seed * 0x9E3779B97F4A7C15UL + (ulong)first) & 0xFF_FFFF_FFFF;
        var head = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd}-{kind}-{first & 0xFF_FFFF_FFFF:X10}-{second:X10}");
        return string.Create(CultureInfo.InvariantCulture, $"{head}-{Crc8(Encoding.ASCII.GetBytes(head)):X2}");
    }

    /// <summary>A trace id of 32 hexadecimal digits.</summary>
    public string Trace()
    {
        var n = (ulong)Interlocked.Increment(ref _count);
        return string.Create(CultureInfo.InvariantCulture, $"{Mix((ulong)seed ^ n):x16}{Mix(n + ((ulong)boot << 40)):x16}");
    }

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    private static byte Crc8(ReadOnlySpan<byte> bytes)
    {
        byte crc = 0;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++) crc = (byte)((crc & 0x80) != 0 ? (crc << 1) ^ 0x07 : crc << 1);
        }
        return crc;
    }
}

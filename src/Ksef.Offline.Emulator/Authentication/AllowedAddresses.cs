using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace Ksef.Offline.Emulator.Authentication;

/// <summary>Single IPv4 addresses, ranges <c>a-b</c> and masks <c>a/n</c>.</summary>
internal static class AllowedAddresses
{
    public static bool Contain(IReadOnlyList<string> allowed, string address)
    {
        if (!TryNumber(address, out var number)) return false;
        foreach (var entry in allowed)
        {
            if (entry.Split('-') is [var from, var to])
            {
                if (TryNumber(from, out var low) && TryNumber(to, out var high) && number >= low && number <= high) return true;
            }
            else if (entry.Split('/') is [var net, var bits])
            {
                var length = int.Parse(bits, CultureInfo.InvariantCulture);
                var mask = length == 0 ? 0 : uint.MaxValue << (32 - length);
                if (TryNumber(net, out var start) && (start & mask) == (number & mask)) return true;
            }
            else if (TryNumber(entry, out var single) && single == number)
            {
                return true;
            }
        }
        return false;
    }

    private static bool TryNumber(string text, out uint number)
    {
        number = 0;
        Span<byte> bytes = stackalloc byte[16];
        if (!IPAddress.TryParse(text, out var address) || !address.TryWriteBytes(bytes, out var written) || written != 4) return false;
        number = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return true;
    }
}

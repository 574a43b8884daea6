using System.Buffers.Binary;
using System.IO.Compression;

namespace Ksef.Offline.Qr.Tests;

/// <summary>Decodes a one-bit grey PNG with the filters none and up: true is white.</summary>
internal static class PngPixels
{
    public static bool[][] Read(byte[] png)
    {
        int width = 0, height = 0;
        using var data = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var type = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            if (type == "IHDR") (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 8)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 12)));
            if (type == "IDAT") data.Write(png, at + 8, length);
            at += 12 + length;
        }
        data.Position = 0;
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        var stride = (width + 7) / 8;
        var previous = new byte[stride];
        var rows = new bool[height][];
        for (var y = 0; y < height; y++)
        {
            var filter = zlib.ReadByte();
            var row = new byte[stride];
            zlib.ReadExactly(row);
            if (filter == 2) for (var i = 0; i < stride; i++) row[i] += previous[i];
            else Assert.Equal(0, filter);
            rows[y] = [.. Enumerable.Range(0, width).Select(x => (row[x >> 3] & (0x80 >> (x & 7))) != 0)];
            previous = row;
        }
        return rows;
    }
}

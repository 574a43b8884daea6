using System.Buffers.Binary;
using System.Collections;
using System.IO.Compression;

namespace Ksef.Offline.Qr.Images;

/// <summary>Writes a code and its label as PNG: grey scale of one bit, rows of a module stored once and repeated by the filter "up".</summary>
internal static class PngImage
{
    private const byte FilterNone = 0, FilterUp = 2;
    private static readonly uint[] CrcTable = MakeCrcTable();

    public static byte[] Draw(List<BitArray> modules, LabelLayout layout, QrImageOptions options)
    {
        var stride = (layout.Width + 7) / 8;
        using var png = new MemoryStream(4096);
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(png, "IHDR"u8, Header(layout));
        Chunk(png, "pHYs"u8, Resolution(options.Dpi));
        using (var pixels = new MemoryStream(2048))
        {
            using (var zlib = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
            {
                WriteCode(zlib, modules, layout, options, stride);
                zlib.Write(LabelRows(layout, stride));
            }
            Chunk(png, "IDAT"u8, pixels.GetBuffer().AsSpan(0, (int)pixels.Length));
        }
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void WriteCode(ZLibStream zlib, List<BitArray> modules, LabelLayout layout, QrImageOptions options, int stride)
    {
        var size = options.PixelsPerModule;
        var band = new byte[size * (stride + 1)];
        for (var i = 1; i < size; i++) band[i * (stride + 1)] = FilterUp;
        band[0] = FilterNone;
        var row = band.AsSpan(1, stride);
        foreach (var line in modules)
        {
            row.Fill(0xFF);
            for (var x = 0; x < line.Length; x++)
            {
                if (!line[x]) continue;
                var end = x + 1;
                while (end < line.Length && line[end]) end++;
                Blacken(row, layout.CodeLeft + (x * size), layout.CodeLeft + (end * size));
                x = end;
            }
            zlib.Write(band);
        }
    }

    private static byte[] LabelRows(LabelLayout layout, int stride)
    {
        var height = layout.Height - layout.LabelTop;
        var rows = new byte[height * (stride + 1)];
        rows.AsSpan().Fill(0xFF);
        for (var y = 0; y < height; y++) rows[y * (stride + 1)] = FilterNone;
        var pen = new PngPen(rows, stride, height, StrokeFont.Thickness * layout.Unit / 2);
        for (var line = 0; line < layout.Lines.Count; line++)
        {
            for (var i = 0; i < layout.Lines[line].Length; i++)
            {
                var (left, top) = layout.Place(line, i);
                foreach (var stroke in StrokeFont.Strokes(layout.Lines[line][i]))
                    for (var p = 0; p + 3 < stroke.Length; p += 2)
                        pen.Line(left + (stroke[p] * layout.Unit), top - layout.LabelTop + (stroke[p + 1] * layout.Unit), left + (stroke[p + 2] * layout.Unit), top - layout.LabelTop + (stroke[p + 3] * layout.Unit));
            }
        }
        return rows;
    }

    /// <summary>Clears the bits of the pixels from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    internal static void Blacken(Span<byte> row, int start, int end)
    {
        var (first, last) = (start >> 3, (end - 1) >> 3);
        var head = (byte)(0xFF >> (start & 7));
        var tail = (byte)(0xFF << (7 - ((end - 1) & 7)));
        if (first == last)
        {
            row[first] &= (byte)~(head & tail);
            return;
        }
        row[first] &= (byte)~head;
        row[(first + 1)..last].Clear();
        row[last] &= (byte)~tail;
    }

    private static byte[] Header(LabelLayout layout)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, layout.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), layout.Height);
        header[8] = 1;
        return header;
    }

    private static byte[] Resolution(int dpi)
    {
        var resolution = new byte[9];
        var perMetre = (int)Math.Round(dpi / 0.0254);
        BinaryPrimitives.WriteInt32BigEndian(resolution, perMetre);
        BinaryPrimitives.WriteInt32BigEndian(resolution.AsSpan(4), perMetre);
        resolution[8] = 1;
        return resolution;
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(0xFFFFFFFF, type), data));
        png.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var b in data) crc = CrcTable[(crc ^ b) & 0xFF] ^ (crc >> 8);
        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            var c = n;
            for (var k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            table[n] = c;
        }
        return table;
    }
}

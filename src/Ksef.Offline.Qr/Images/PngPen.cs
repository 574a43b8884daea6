namespace Ksef.Offline.Qr.Images;

/// <summary>Draws straight strokes with round ends into rows of one-bit pixels, row by row: a stroke is convex, so each row takes one run.</summary>
internal readonly struct PngPen(byte[] rows, int stride, int height, double radius)
{
    public void Line(double x1, double y1, double x2, double y2)
    {
        if (y1 > y2) (x1, y1, x2, y2) = (x2, y2, x1, y1);
        var (dx, dy) = (x2 - x1, y2 - y1);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        // Half of the stroke's width, measured sideways of the line.
        var (nx, ny) = length == 0 ? (0, 0) : (-dy / length * radius, dx / length * radius);
        Span<(double X, double Y)> corners = [(x1 + nx, y1 + ny), (x2 + nx, y2 + ny), (x2 - nx, y2 - ny), (x1 - nx, y1 - ny)];
        var first = Math.Max(0, (int)Math.Ceiling(y1 - radius - 0.5));
        var last = Math.Min(height - 1, (int)Math.Floor(y2 + radius - 0.5));
        for (var row = first; row <= last; row++)
        {
            var y = row + 0.5;
            var (left, right) = (double.MaxValue, double.MinValue);
            Cap(x1, y1, y, ref left, ref right);
            Cap(x2, y2, y, ref left, ref right);
            for (var i = 0; i < 4; i++) Edge(corners[i], corners[(i + 1) & 3], y, ref left, ref right);
            var (start, end) = (Math.Max(0, (int)Math.Ceiling(left - 0.5)), Math.Min(stride * 8, (int)Math.Floor(right - 0.5) + 1));
            if (start < end) PngImage.Blacken(rows.AsSpan((row * (stride + 1)) + 1, stride), start, end);
        }
    }

    private void Cap(double x, double y, double row, ref double left, ref double right)
    {
        var rest = (radius * radius) - ((row - y) * (row - y));
        if (rest < 0) return;
        var half = Math.Sqrt(rest);
        left = Math.Min(left, x - half);
        right = Math.Max(right, x + half);
    }

    private static void Edge((double X, double Y) a, (double X, double Y) b, double row, ref double left, ref double right)
    {
        if ((a.Y < row) == (b.Y < row)) return;
        var x = a.X + ((row - a.Y) / (b.Y - a.Y) * (b.X - a.X));
        left = Math.Min(left, x);
        right = Math.Max(right, x);
    }
}

using System.Text;

namespace Ksef.Offline.Cli.Tests;

/// <summary>A reader that takes RFC 4180 and nothing more: CRLF, quotes around what needs them, none within a plain cell.</summary>
internal static class Rfc4180
{
    public static string[][] Read(string text)
    {
        var (rows, row, cell, at) = (new List<string[]>(), new List<string>(), new StringBuilder(), 0);
        while (at < text.Length)
        {
            cell.Clear();
            if (text[at] == '"')
            {
                for (at++; ; at++)
                {
                    if (at >= text.Length) throw new FormatException("a quoted cell does not end");
                    if (text[at] != '"') cell.Append(text[at]);
                    else if (at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[++at]);
                    else break;
                }
                at++;
            }
            else
            {
                for (; at < text.Length && text[at] is not (',' or '\r' or '\n'); at++) cell.Append(text[at] != '"' ? text[at] : throw new FormatException($"a quote within the plain cell '{cell}'"));
            }
            row.Add(cell.ToString());
            if (at < text.Length && text[at] == ',')
            {
                at++;
                if (at < text.Length && text[at] is '\r') row.Add("");
                else continue;
            }
            if (at + 1 >= text.Length || text[at] != '\r' || text[at + 1] != '\n') throw new FormatException($"a row ends otherwise than by CRLF at {at}");
            at += 2;
            rows.Add([.. row]);
            row.Clear();
        }
        return [.. rows];
    }
}

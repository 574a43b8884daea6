using System.Text.Json;

namespace Ksef.Offline.Cli.Tests;

public sealed class DeadlinesTests
{
    [Fact]
    public void Every_row_of_the_text_file_is_answered_as_worked_out_by_hand()
    {
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "deadlines.txt")).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('|', StringSplitOptions.TrimEntries)).ToArray();
        var input = string.Join('\n', rows.Select((r, i) => JsonSerializer.Serialize(new { id = $"{i}", mode = r[0], issueDate = r[1], announcements = Announcements(r[2]) })));
        var lines = Cli.Lines(Cli.Run(input, "deadlines"));
        Assert.Equal(rows.Length, lines.Length);
        foreach (var (row, line) in rows.Zip(lines))
        {
            var kind = line.GetProperty("kind").GetString();
            Assert.Equal($"{row[0]} {row[1]} {row[3]}", $"{row[0]} {row[1]} {(kind == "due" ? line.GetProperty("due").GetString() : kind)}");
            Assert.All(line.GetProperty("steps").EnumerateArray(), s => Assert.False(string.IsNullOrEmpty(s.GetProperty("basis").GetString())));
        }
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_named_and_the_rest_goes_on()
    {
        var result = Cli.Run("{\"id\":\"a\",\"mode\":\"online\",\"issueDate\":\"2026-03-02\"}\nnonsense\n{\"id\":\"b\",\"mode\":\"x\",\"issueDate\":\"2026-03-02\"}\n{\"id\":\"c\",\"mode\":\"online\",\"issueDate\":\"2026-03-02\"}", "deadlines");
        Assert.Equal(2, result.ExitCode);
        var lines = Cli.Lines(result);
        Assert.Equal(4, lines.Length);
        Assert.Equal(2, lines[1].GetProperty("line").GetInt32());
        Assert.StartsWith("not a JSON object, from byte 2 on: ", lines[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", result.Output, StringComparison.Ordinal); // of a line that is read by itself it would say 0
        Assert.True(lines[2].TryGetProperty("error", out _));
        Assert.Equal("c", lines[3].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("calendar", "20x6")]
    [InlineData("frobnicate")]
    [InlineData("validate")]
    public void Bad_arguments_give_one_line_and_exit_code_2(params string[] arguments)
    {
        var result = Cli.Run("", arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    private static object[] Announcements(string text) =>
        [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(a => a.Split(' ')).Select(a => new { kind = a[0], start = a[1], end = a[2] == "-" ? null : a[2] })];
}

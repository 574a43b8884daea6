using Ksef.Offline.TestKit;

namespace Ksef.Offline.Cli.Tests;

/// <summary>validate and roundtrip as a shell sees them.</summary>
public sealed class ValidateTests : IDisposable
{
    private readonly Papers _papers = new();

    public void Dispose() => _papers.Dispose();

    [Fact]
    public void Files_and_folders_give_a_line_each_and_one_bad_file_makes_exit_code_1()
    {
        var good = _papers.Invoice("FV/1");
        var bad = Spoil("<P_15>123</P_15>", "<P_15>123,00</P_15>");
        Directory.CreateDirectory(Path.Combine(_papers.Folder, "below"));
        File.Copy(good, Path.Combine(_papers.Folder, "below", "too.xml"));
        File.WriteAllText(Path.Combine(_papers.Folder, "no-invoice.txt"), "x");

        var result = Cli.Run("", "validate", _papers.Folder);
        Assert.Equal(1, result.ExitCode);
        var verdicts = Cli.Lines(result).ToDictionary(l => l.GetProperty("file").GetString()!, l => l);
        Assert.Equal(3, verdicts.Count);
        Assert.True(verdicts[good].GetProperty("valid").GetBoolean());
        var finding = Assert.Single(verdicts[bad].GetProperty("findings").EnumerateArray());
        Assert.Equal(("KO1205", "error", "/Faktura/Fa/P_15"), (finding.GetProperty("code").GetString(), finding.GetProperty("severity").GetString(), finding.GetProperty("path").GetString()));
        Assert.True(finding.GetProperty("line").GetInt32() > 0);
        Assert.Contains("P_15", finding.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("niedozwolona", finding.GetProperty("messagePl").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("", "validate", good).ExitCode);
    }

    [Fact]
    public void Options_choose_the_rules()
    {
        var wrongNip = Spoil("5261040828", "5261040827");
        Assert.Equal(0, Cli.Run("", "validate", wrongNip).ExitCode);
        Assert.Equal(1, Cli.Run("", "validate", wrongNip, "--environment", "prod").ExitCode);
        Assert.Equal(0, Cli.Run("", "validate", wrongNip, "--environment", "prod", "--no-semantic").ExitCode);

        var file = _papers.Invoice("FV/2");
        Assert.Equal(0, Cli.Run("", "validate", file, "--accepted-on", Papers.Today.ToString("uuuu-MM-dd", null)).ExitCode);
        Assert.Equal(1, Cli.Run("", "validate", file, "--accepted-on", Papers.Today.PlusDays(-1).ToString("uuuu-MM-dd", null)).ExitCode);
        var byteOrderMark = Path.Combine(_papers.Folder, "bom.xml");
        File.WriteAllBytes(byteOrderMark, [0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(file)]);
        Assert.Equal(1, Cli.Run("", "validate", byteOrderMark).ExitCode);
        Assert.Equal(0, Cli.Run("", "validate", byteOrderMark, "--no-semantic").ExitCode);
    }

    [Fact]
    public void The_official_schema_gives_a_second_opinion()
    {
        var schema = SharedData.Require("data/fa3/xsd");
        Assert.Equal(0, Cli.Run("", "validate", _papers.Invoice("FV/1"), "--official-xsd", schema).ExitCode);
        var bad = Cli.Run("", "validate", Spoil("<P_15>123</P_15>", "<P_15>123,00</P_15>"), "--official-xsd", schema);
        Assert.Contains(Cli.Lines(bad)[0].GetProperty("findings").EnumerateArray(), f => f.GetProperty("code").GetString() == "KO1301");
        Assert.Equal(2, Cli.Run("", "validate", _papers.Invoice("FV/1"), "--official-xsd", _papers.Folder).ExitCode);
    }

    [Fact]
    public void What_is_no_xml_is_found_and_an_unreadable_path_is_unusable()
    {
        var empty = Path.Combine(_papers.Folder, "empty.xml");
        File.WriteAllBytes(empty, []);
        var noise = Path.Combine(_papers.Folder, "noise.xml");
        File.WriteAllBytes(noise, [0, 1, 2, 255, 254]);
        var result = Cli.Run("", "validate", empty, noise);
        Assert.Equal(1, result.ExitCode);
        Assert.All(Cli.Lines(result), l => Assert.False(l.GetProperty("valid").GetBoolean()));

        var missing = Cli.Run("", "validate", Path.Combine(_papers.Folder, "no-such.xml"));
        Assert.Equal(2, missing.ExitCode);
        Assert.Single(missing.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_round_trip_of_an_own_file_is_the_same_bytes_and_of_others_is_valid_again()
    {
        var file = _papers.Invoice("FV/1");
        var result = Cli.Run("", "roundtrip", file);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(File.ReadAllText(file).TrimEnd(), result.Output.TrimEnd());

        var prefixed = Path.Combine(_papers.Folder, "prefixed.xml");
        File.WriteAllText(prefixed, File.ReadAllText(file).Replace("<P_2>FV/1</P_2>", "<P_2><![CDATA[FV/1]]></P_2><!-- uwaga -->", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllText(file).TrimEnd(), Cli.Run("", "roundtrip", prefixed).Output.TrimEnd());

        var bad = Cli.Run("", "roundtrip", Spoil("<P_15>123</P_15>", "<P_15>123,00</P_15>"));
        Assert.NotEqual(0, bad.ExitCode);
        Assert.Equal("", bad.Output);
        Assert.Contains("P_15", bad.Error, StringComparison.Ordinal);
        Assert.Equal(2, Cli.Run("", "roundtrip", Path.Combine(_papers.Folder, "no-such.xml")).ExitCode);
    }

    private string Spoil(string what, string with)
    {
        var file = Path.Combine(_papers.Folder, $"spoilt-{Guid.NewGuid():N}.xml");
        File.WriteAllText(file, File.ReadAllText(_papers.Invoice("FV/9")).Replace(what, with, StringComparison.Ordinal));
        File.Delete(Path.Combine(_papers.Folder, "FV-9-1.xml"));
        return file;
    }
}

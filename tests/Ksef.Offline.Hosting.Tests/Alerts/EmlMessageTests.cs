using System.Text;
using System.Text.Json;
using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.TestKit;
using NodaTime;

namespace Ksef.Offline.Hosting.Tests.Alerts;

/// <summary>The mail as a mail program reads it: another implementation of the RFCs is the judge.</summary>
public sealed class EmlMessageTests
{
    private const string Judge = """
        import email, email.policy, json, sys
        raw = open(sys.argv[1], 'rb').read()
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        parts = list(mail.walk())
        print(json.dumps({
            'defects': [str(d) for p in parts for d in p.defects] + [str(d) for h in mail.values() for d in h.defects],
            'headers': list(mail.keys()),
            'subject': mail['Subject'],
            'date': mail['Date'].datetime.isoformat(),
            'from': [[a.display_name, a.addr_spec] for a in mail['From'].addresses],
            'to': [[a.display_name, a.addr_spec] for a in mail['To'].addresses],
            'text': mail.get_body(('plain',)).get_content(),
            'html': mail.get_body(('html',)).get_content(),
            'bare': raw.replace(b'\r\n', b'').count(b'\n') + raw.replace(b'\r\n', b'').count(b'\r'),
            'longest': max(len(l) for l in raw.split(b'\r\n')),
        }))
        """;

    private static readonly Instant At = Instant.FromUtc(2026, 11, 21, 6, 0);
    private static readonly string[] Headers = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"];

    [Theory]
    [InlineData("ksef@example.pl", "biuro@example.pl", "KSeF: nic nie czeka", "", "ksef@example.pl", "|biuro@example.pl")]
    [InlineData("KSeF offline <ksef@example.pl>", "Księgowość Główna <biuro@example.pl>, szef@example.pl", "Zażółć gęślą jaźń, a potem jeszcze raz zażółć gęślą jaźń – 100 %", "KSeF offline", "ksef@example.pl", "Księgowość Główna|biuro@example.pl;|szef@example.pl")]
    [InlineData("ksef@example.pl", "\"Sklep, \\\"Żak\\\"\" <a@example.pl>", "=?utf-8?q?not_a_word?=", "", "ksef@example.pl", "Sklep, \"Żak\"|a@example.pl")]
    [InlineData("ksef@example.pl", "undisclosed-recipients:;", "a long subject in plain ASCII, which is longer than a line of a header may be, and then some more of it", "", "ksef@example.pl", "")]
    [InlineData("ksef@example.pl", "biuro@łódź.pl", "x", "", "ksef@example.pl", "|biuro@xn--d-uga0v4h.pl")]
    public void Another_mail_program_reads_what_was_meant(string from, string to, string subject, string fromName, string fromAddress, string receivers)
    {
        var read = Read(EmlMessage.Write(from, to, subject, "Zażółć\r\n.\r\nFrom x", "<p>Zażółć</p>", At));
        Assert.Empty(read.GetProperty("defects").EnumerateArray());
        Assert.Equal(Headers, read.GetProperty("headers").EnumerateArray().Select(h => h.GetString()));
        Assert.Equal(subject, read.GetProperty("subject").GetString());
        Assert.Equal("2026-11-21T06:00:00+00:00", read.GetProperty("date").GetString());
        Assert.Equal([fromName, fromAddress], read.GetProperty("from")[0].EnumerateArray().Select(a => a.GetString()));
        Assert.Equal(receivers, string.Join(';', read.GetProperty("to").EnumerateArray().Select(a => $"{a[0].GetString()}|{a[1].GetString()}")));
        Assert.Equal("Zażółć\n.\nFrom x", read.GetProperty("text").GetString()!.ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.Equal("<p>Zażółć</p>", read.GetProperty("html").GetString()!.TrimEnd('\n'));
        Assert.Equal(0, read.GetProperty("bare").GetInt32());
        Assert.InRange(read.GetProperty("longest").GetInt32(), 1, 78);
    }

    [Fact]
    public void A_subject_cannot_begin_another_header_whatever_a_taxpayer_is_called()
    {
        var read = Read(EmlMessage.Write("a@example.pl", "b@example.pl", "KSeF sklep\r\nBcc: x@example.pl\u0000\u0085", "t", "h", At));
        Assert.Equal(Headers, read.GetProperty("headers").EnumerateArray().Select(h => h.GetString()));
        Assert.Equal("KSeF sklepBcc: x@example.pl", read.GetProperty("subject").GetString());
    }

    [Fact]
    public void Two_mails_of_one_second_have_ids_of_their_own_by_what_they_say()
    {
        static string Id(string text) => Encoding.ASCII.GetString(EmlMessage.Write("a@example.pl", "b@example.pl", "s", text, "h", At)).Split("\r\n").Single(l => l.StartsWith("Message-ID: <", StringComparison.Ordinal));
        Assert.NotEqual(Id("one"), Id("two"));
        Assert.Equal(Id("one"), Id("one"));
    }

    private static JsonElement Read(byte[] mail)
    {
        var folder = Directory.CreateTempSubdirectory("ksef-eml").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "mail.eml"), mail);
            File.WriteAllText(Path.Combine(folder, "judge.py"), Judge);
            var judged = OutsideTool.Run("python3", [Path.Combine(folder, "judge.py"), Path.Combine(folder, "mail.eml")]);
            Assert.True(judged.ExitCode == 0, judged.Error);
            return JsonDocument.Parse(judged.Output).RootElement.Clone();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

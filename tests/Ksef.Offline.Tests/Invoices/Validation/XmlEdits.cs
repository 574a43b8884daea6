using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Ksef.Offline.Invoices.Grammar;

namespace Ksef.Offline.Tests.Invoices.Validation;

/// <summary>Spoils a good file by small edits, each new element at the place that the schema gives it.</summary>
internal static class XmlEdits
{
    private static readonly XNamespace Fa3 = InvoiceGrammar.Fa3.Namespace;

    // Longer edits that several rows share.
    private static readonly (string Name, string Edits)[] Macros =
    [
        ("{third}", "Podmiot3/DaneIdentyfikacyjne/NIP=1111111111; Podmiot3/DaneIdentyfikacyjne/Nazwa=Ktoś; Podmiot3/Adres/KodKraju=PL; Podmiot3/Adres/AdresL1=ul. Inna 1"),
        ("{newTransport}", "-Fa/Adnotacje/NoweSrodkiTransportu/P_22N; Fa/Adnotacje/NoweSrodkiTransportu/P_22=1; Fa/Adnotacje/NoweSrodkiTransportu/P_42_5=2; Fa/Adnotacje/NoweSrodkiTransportu/NowySrodekTransportu/P_22A=2026-01-01; "
            + "Fa/Adnotacje/NoweSrodkiTransportu/NowySrodekTransportu/P_NrWierszaNST=9; Fa/Adnotacje/NoweSrodkiTransportu/NowySrodekTransportu/P_22C=10"),
        ("{corrected}", "Fa/DaneFaKorygowanej/DataWystFaKorygowanej=2026-01-01; Fa/DaneFaKorygowanej/NrFaKorygowanej=FV/0; Fa/DaneFaKorygowanej/NrKSeFN=1"),
        ("{part}", "Fa/Platnosc/ZaplataCzesciowa/KwotaZaplatyCzesciowej=1; Fa/Platnosc/ZaplataCzesciowa/DataZaplatyCzesciowej=2026-01-01"),
    ];

    public static byte[] Apply(byte[] file, string edits)
    {
        foreach (var (name, text) in Macros) edits = edits.Replace(name, text, StringComparison.Ordinal);
        using var stream = new MemoryStream(file);
        var document = XDocument.Load(stream, LoadOptions.PreserveWhitespace);
        foreach (var edit in edits.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) ApplyOne(document.Root!, edit);
        return Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));
    }

    private static void ApplyOne(XElement root, string edit)
    {
        if (edit[0] == '-')
        {
            (Find(root, edit[1..], create: false) ?? throw new InvalidOperationException($"'{edit}': there is nothing to remove.")).Remove();
            return;
        }
        var at = edit.IndexOf('=', StringComparison.Ordinal);
        var (path, value) = (edit[..at], edit[(at + 1)..]);
        if (edit[0] == '+')
        {
            var slash = path.LastIndexOf('/');
            var parent = slash < 0 ? root : Find(root, path[1..slash], create: true)!;
            Insert(parent, XElement.Parse($"<{path[(Math.Max(slash, 0) + 1)..]} xmlns='{Fa3}'>{value}</{path[(Math.Max(slash, 0) + 1)..]}>"));
            return;
        }
        Find(root, path, create: true)!.Value = value == "_blank_" ? "  " : value;
    }

    private static XElement? Find(XElement from, string path, bool create)
    {
        foreach (var step in path.Split('/'))
        {
            var bracket = step.IndexOf('[', StringComparison.Ordinal);
            var (name, index) = bracket < 0 ? (step, 1) : (step[..bracket], int.Parse(step[(bracket + 1)..^1], CultureInfo.InvariantCulture));
            var next = from.Elements(Fa3 + name).ElementAtOrDefault(index - 1);
            if (next is null && !create) return null;
            from = next ?? Insert(from, new XElement(Fa3 + name));
        }
        return from;
    }

    private static XElement Insert(XElement parent, XElement child)
    {
        var path = string.Concat(parent.AncestorsAndSelf().Reverse().Select(e => "/" + e.Name.LocalName));
        var order = InvoiceGrammar.Fa3[path].Content!.Elements.Select(e => e.Name).ToList();
        var position = order.IndexOf(child.Name.LocalName);
        if (position < 0) throw new InvalidOperationException($"{path} has no {child.Name.LocalName}.");
        var behind = parent.Elements().FirstOrDefault(e => order.IndexOf(e.Name.LocalName) > position);
        if (behind is null) parent.Add(child);
        else behind.AddBeforeSelf(child);
        return child;
    }
}

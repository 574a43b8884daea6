using Ksef.Offline.Invoices.Xml;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>What findings about the file as a whole say (rules T-1 to T-10), in English and in Polish.</summary>
internal static class FileTexts
{
    public static (string Code, string Message, string MessagePl, string Basis) Fault(XmlFault fault) => fault switch
    {
        XmlFault.InvalidUtf8 => ("KO1002", "The bytes here are not UTF-8; KSeF takes UTF-8 only.", "Bajty w tym miejscu nie są zapisem UTF-8; KSeF przyjmuje wyłącznie UTF-8.", "T-2"),
        XmlFault.Dtd => ("KO1009", "A document type declaration (DOCTYPE) is not allowed and never read.", "Deklaracja typu dokumentu (DOCTYPE) jest niedozwolona i nie jest odczytywana.", "T-10"),
        XmlFault.TooComplex => ("KO1010", $"More nesting, attributes or namespaces than any invoice has (at most {XmlTokenizer.MaxDepth} each).", $"Więcej zagnieżdżeń, atrybutów lub przestrzeni nazw, niż ma jakakolwiek faktura (najwyżej po {XmlTokenizer.MaxDepth}).", "T-7"),
        _ => NotWellFormed(fault),
    };

    public static (string Code, string Message, string MessagePl, string Basis) Notice(XmlNotice notice) => notice.Kind == XmlNoticeKind.ProcessingInstruction
        ? ("KO1005", "Processing instructions are not allowed.", "Instrukcje przetwarzania są niedozwolone.", "T-5")
        : ("KO1006", $"The character U+{notice.CodePoint:X4} is discouraged by XML 1.0 and refused by KSeF; leave it out.", $"Znak U+{notice.CodePoint:X4} jest odradzany przez XML 1.0 i odrzucany przez KSeF; należy go usunąć.", "T-6");

    private static (string Code, string Message, string MessagePl, string Basis) NotWellFormed(XmlFault fault)
    {
        var (en, pl) = fault switch
        {
            XmlFault.UnexpectedEnd => ("the file ends where something is still open, or holds no element", "plik kończy się przed zamknięciem znacznika albo nie zawiera żadnego elementu"),
            XmlFault.InvalidCharacter => ("a character that XML does not allow", "znak niedozwolony w XML"),
            XmlFault.InvalidName => ("this cannot be a name", "to nie może być nazwa"),
            XmlFault.TagMismatch => ("the end tag does not close the element that is open", "znacznik końcowy nie zamyka otwartego elementu"),
            XmlFault.DuplicateAttribute => ("the attribute stands twice", "atrybut występuje dwa razy"),
            XmlFault.InvalidNamespace => ("the prefix is not declared, or must not be declared so", "prefiks nie jest zadeklarowany albo zadeklarowano go niedozwolonym sposobem"),
            XmlFault.UnknownEntity => ("a reference to an unknown entity; write & as &amp;", "odwołanie do nieznanej encji; znak & zapisuje się jako &amp;"),
            XmlFault.CDataEndInText => ("]]> must not stand in text; write ]]&gt;", "]]> nie może wystąpić w tekście; zapisuje się je jako ]]&gt;"),
            XmlFault.ContentOutsideRoot => ("text or a second element outside the root element", "tekst albo drugi element poza elementem głównym"),
            _ => ("the markup does not follow the syntax; write < as &lt; and & as &amp;", "zapis niezgodny ze składnią; znak < zapisuje się jako &lt;, a & jako &amp;"),
        };
        return ("KO1001", $"The file is not well-formed XML: {en}.", $"Plik nie jest poprawnym XML: {pl}.", "T-1");
    }
}

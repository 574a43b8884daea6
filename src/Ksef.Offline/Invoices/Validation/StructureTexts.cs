using System.Text;
using Ksef.Offline.Invoices.Grammar;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>What structure findings say, in English and in Polish.</summary>
internal static class StructureTexts
{
    private const int LongestList = 20;

    /// <summary>The code of a finding about a value.</summary>
    public static string Code(ValueFault fault) => fault switch
    {
        ValueFault.TooShort => "KO1201",
        ValueFault.TooLong => "KO1202",
        ValueFault.Pattern => "KO1203",
        ValueFault.NotListed => "KO1204",
        ValueFault.NotANumber or ValueFault.NotAnInteger => "KO1205",
        ValueFault.TooManyDigits => "KO1206",
        ValueFault.TooManyFractionDigits => "KO1207",
        ValueFault.OutOfRange => "KO1208",
        _ => "KO1209",
    };

    /// <summary>Code, texts and basis of a value that breaks its type.</summary>
    public static (string Code, string Message, string MessagePl, string Basis) Value(ValueFault fault, GrammarType type, string name, string meaning, string meaningPl, string value)
    {
        var (en, pl) = Allowed(fault, type);
        var code = Code(fault);
        return (code, $"{name} ({meaning}): '{value}' is not allowed; it takes {en}.", $"{name} ({meaningPl}): wartość „{value}” jest niedozwolona; dopuszczalne: {pl}.", type.Name);
    }

    private static (string En, string Pl) Elements(IEnumerable<Declaration> elements)
    {
        var list = elements.ToList();
        if (list.Count == 0) return ("nothing more", "nic więcej");
        var shown = list.Take(LongestList).ToList();
        var rest = list.Count > shown.Count ? ", ..." : "";
        return (string.Join(", ", shown.Select(e => $"{e.Name} ({e.Meaning})")) + rest, string.Join(", ", shown.Select(e => $"{e.Name} ({e.MeaningPl})")) + rest);
    }

    /// <summary>A child that may not stand here: too soon or excluded (early), or too late.</summary>
    public static (string Code, string Message, string MessagePl) Misplaced(Declaration d, bool early, in StructureFrame parent)
    {
        var (en, pl) = Expected(parent);
        return early
            ? ("KO1103", $"{d.Name} ({d.Meaning}) must not stand here yet, or not beside what is already there; missing before it: {en}.", $"{d.Name} ({d.MeaningPl}) nie może jeszcze tu wystąpić albo wyklucza się z tym, co już podano; wcześniej brakuje: {pl}.")
            : ("KO1104", $"{d.Name} ({d.Meaning}) comes too late: the order is fixed; here it takes {en}.", $"{d.Name} ({d.MeaningPl}) stoi za późno: kolejność jest ustalona; w tym miejscu dopuszczalne: {pl}.");
    }

    public static (string Code, string Message, string MessagePl) TooMany(Declaration d) =>
        ("KO1111", $"{d.Name} ({d.Meaning}) may stand here at most {d.Max} time(s).", $"{d.Name} ({d.MeaningPl}) może tu wystąpić najwyżej {d.Max} raz(y).");

    public static (string Code, string Message, string MessagePl) Incomplete(in StructureFrame frame)
    {
        var (en, pl) = Expected(frame);
        var d = frame.Node.Declaration;
        return ("KO1112", $"{d.Name} ({d.Meaning}) ends too early; missing: {en}.", $"{d.Name} ({d.MeaningPl}) jest niepełny; brakuje: {pl}.");
    }

    /// <summary>What may follow in an open element.</summary>
    public static (string En, string Pl) Expected(in StructureFrame frame)
    {
        var content = frame.Node.Content!;
        return Elements(content.Expected(frame.State).Select(p => content.Elements[p]));
    }

    /// <summary>A value for a message: decoded, control characters visible, cut when long.</summary>
    public static string Show(ReadOnlySpan<byte> utf8)
    {
        const int Longest = 120;
        var text = Encoding.UTF8.GetString(utf8.Length > Longest * 4 ? utf8[..(Longest * 4)] : utf8);
        var cut = text.Length > Longest;
        if (cut) text = text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
        return text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) + (cut || utf8.Length > Longest * 4 ? "…" : "");
    }

    private static (string En, string Pl) Allowed(ValueFault fault, GrammarType type) => fault switch
    {
        ValueFault.TooShort or ValueFault.TooLong => ($"{type.MinLength ?? 0} to {type.MaxLength} characters", $"od {type.MinLength ?? 0} do {type.MaxLength} znaków"),
        ValueFault.NotListed when type.Values.Count <= LongestList => ($"one of: {string.Join(", ", type.Values)}", $"jedna z wartości: {string.Join(", ", type.Values)}"),
        ValueFault.NotListed => ($"one of the {type.Values.Count} codes of {type.Name}, for example {string.Join(", ", type.Values.Take(3))}", $"jeden z {type.Values.Count} kodów {type.Name}, na przykład {string.Join(", ", type.Values.Take(3))}"),
        ValueFault.NotAnInteger when type.Values.Count > 0 => ($"one of: {string.Join(", ", type.Values)}", $"jedna z wartości: {string.Join(", ", type.Values)}"),
        ValueFault.NotAnInteger => ("a whole number", "liczba całkowita"),
        ValueFault.NotANumber or ValueFault.Pattern or ValueFault.TooManyDigits or ValueFault.TooManyFractionDigits when type.Base == BuiltInType.Decimal =>
            ($"a number with a point, at most {type.TotalDigits - type.FractionDigits} digits before it and {type.FractionDigits} behind it, without plus, leading zeros or blanks within",
             $"liczba z kropką, najwyżej {type.TotalDigits - type.FractionDigits} cyfr przed nią i {type.FractionDigits} po niej, bez plusa, zer wiodących i odstępów wewnątrz"),
        ValueFault.TooManyDigits => ($"a whole number of at most {type.TotalDigits} digits", $"liczba całkowita o najwyżej {type.TotalDigits} cyfrach"),
        ValueFault.OutOfRange when type.MinExclusive is not null => ($"a number above {type.MinExclusive}", $"liczba większa od {type.MinExclusive}"),
        ValueFault.OutOfRange => ($"{type.MinInclusive} to {type.MaxInclusive}", $"od {type.MinInclusive} do {type.MaxInclusive}"),
        ValueFault.NotADate => ($"a date yyyy-MM-dd from {type.MinInclusive} to {type.MaxInclusive}", $"data rrrr-mm-dd od {type.MinInclusive} do {type.MaxInclusive}"),
        ValueFault.NotADateTime => ("a date and time such as 2026-02-01T12:00:00Z", "data i czas, na przykład 2026-02-01T12:00:00Z"),
        _ => Shape(type),
    };

    /// <summary>Our words for what a pattern asks.</summary>
    private static (string En, string Pl) Shape(GrammarType type) => type.Name switch
    {
        "TNrNIP" => ("ten digits that do not begin with 0, without hyphens, blanks or the prefix PL", "dziesięć cyfr, pierwsza różna od 0, bez kresek, odstępów i przedrostka PL"),
        "TNumerKSeF" => ("a KSeF number: NIP-yyyyMMdd-12 hexadecimal digits in capitals-2 hexadecimal digits", "numer KSeF: NIP-rrrrmmdd-12 wielkich cyfr szesnastkowych-2 cyfry szesnastkowe"),
        "TNrVatUE" => ("1 to 12 digits, capital letters, + or *, without the country prefix", "od 1 do 12 cyfr, wielkich liter lub znaków + i *, bez prefiksu kraju"),
        "TNIPIdWew" => ("a NIP, a hyphen and five digits", "NIP, kreska i pięć cyfr"),
        "SWIFT_Type" => ("8 or 11 characters: six capital letters, then capital letters or digits", "8 lub 11 znaków: sześć wielkich liter, dalej wielkie litery lub cyfry"),
        "TAdresEmail" => ("something before and behind the sign @", "tekst przed znakiem @ i po nim"),
        "TNrKRS" => ("ten digits", "dziesięć cyfr"),
        "TNrREGON" => ("nine or fourteen digits", "dziewięć albo czternaście cyfr"),
        "TIPKSeF" => ("three digits and ten letters or digits", "trzy cyfry i dziesięć liter lub cyfr"),
        "TLinkDoPlatnosci" => ("an http or https address whose query holds IPKSeF= with three digits and ten letters or digits", "adres http lub https, którego zapytanie zawiera IPKSeF= z trzema cyframi i dziesięcioma literami lub cyframi"),
        _ => ($"text of the form {type.Pattern}", $"tekst o postaci {type.Pattern}"),
    };
}

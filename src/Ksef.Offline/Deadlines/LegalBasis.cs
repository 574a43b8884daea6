namespace Ksef.Offline.Deadlines;

/// <summary>The short references to the VAT Act, such as <c>106nf(4)</c>, as a Polish lawyer writes them.</summary>
internal static class LegalBasis
{
    public static string Polish(string basis) => basis switch
    {
        "strict readings" => "wykładnia ostrożna",
        ['1', '0', '6', ..] => string.Join(" w związku z ", basis.Split(" with ").Select(Article)) + " ustawy o VAT",
        _ => basis,
    };

    // 106nh(3)(1) is art. 106nh ust. 3 pkt 1; 106nf(4)-(5) is ust. 4-5
    private static string Article(string reference)
    {
        var parts = reference.Replace(")-(", "-", StringComparison.Ordinal).TrimEnd(')').Split(['(', ')'], StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [var article] => $"art. {article}",
            [var article, var paragraph] => $"art. {article} ust. {paragraph}",
            [var article, var paragraph, var point] => $"art. {article} ust. {paragraph} pkt {point}",
            _ => $"art. {reference}",
        };
    }
}

namespace Ksef.Offline.Invoices.Grammar;

/// <summary>An attribute; FA(3) knows required ones only, all without a namespace.</summary>
internal sealed record GrammarAttribute(string Name, GrammarType Type, string? Fixed, string Meaning, string MeaningPl)
{
    public byte[] NameUtf8 { get; } = System.Text.Encoding.UTF8.GetBytes(Name);
}

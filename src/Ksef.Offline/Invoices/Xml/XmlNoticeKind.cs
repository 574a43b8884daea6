namespace Ksef.Offline.Invoices.Xml;

internal enum XmlNoticeKind
{
    ProcessingInstruction,

    /// <summary>A character that XML 1.0 discourages (U+007F-U+0084, U+0086-U+009F, U+FDD0-U+FDEF, U+1FFFE and its like).</summary>
    DiscouragedCharacter,
}

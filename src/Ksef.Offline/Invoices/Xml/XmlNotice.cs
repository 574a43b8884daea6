namespace Ksef.Offline.Invoices.Xml;

/// <summary>Something well-formed that KSeF refuses all the same.</summary>
internal readonly record struct XmlNotice(XmlNoticeKind Kind, int Offset, int CodePoint);

using System.Xml;
using System.Xml.Serialization;

namespace Ksef.Offline.Benchmarks.Invoices;

/// <summary>What people write for XmlSerializer: classes with the names of the schema, here those that the sample documents need.</summary>
[XmlRoot("Faktura", Namespace = Space)]
public sealed class SerializedInvoice
{
    public const string Space = "http://crd.gov.pl/wzor/2025/06/25/13775/";

    public HeaderPart Naglowek { get; set; } = new();

    public PartyPart Podmiot1 { get; set; } = new();

    public PartyPart Podmiot2 { get; set; } = new();

    public BodyPart Fa { get; set; } = new();

    public AttachmentPart? Zalacznik { get; set; }

    public static XmlSerializer Serializer { get; } = new(typeof(SerializedInvoice));

    public static SerializedInvoice Read(byte[] file)
    {
        using var reader = XmlReader.Create(new MemoryStream(file), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return (SerializedInvoice)Serializer.Deserialize(reader)!;
    }

    public sealed class HeaderPart
    {
        public FormPart KodFormularza { get; set; } = new();

        public int WariantFormularza { get; set; }

        public DateTime DataWytworzeniaFa { get; set; }

        public string? SystemInfo { get; set; }
    }

    public sealed class FormPart
    {
        [XmlAttribute("kodSystemowy")] public string SystemCode { get; set; } = "";

        [XmlAttribute("wersjaSchemy")] public string Version { get; set; } = "";

        [XmlText] public string Text { get; set; } = "";
    }

    public sealed class PartyPart
    {
        public IdentityPart DaneIdentyfikacyjne { get; set; } = new();

        public AddressPart? Adres { get; set; }

        public string? JST { get; set; }

        public string? GV { get; set; }
    }

    public sealed class IdentityPart
    {
        public string? NIP { get; set; }

        public string? Nazwa { get; set; }
    }

    public sealed class AddressPart
    {
        public string KodKraju { get; set; } = "";

        public string AdresL1 { get; set; } = "";

        public string? AdresL2 { get; set; }
    }

    public sealed class BodyPart
    {
        public string KodWaluty { get; set; } = "";

        [XmlElement(DataType = "date")] public DateTime P_1 { get; set; }

        public string? P_1M { get; set; }

        public string P_2 { get; set; } = "";

        [XmlElement(DataType = "date")] public DateTime P_6 { get; set; }

        public decimal P_13_1 { get; set; }

        public decimal P_14_1 { get; set; }

        public decimal P_13_2 { get; set; }

        public decimal P_14_2 { get; set; }

        public decimal P_15 { get; set; }

        public AnnotationsPart Adnotacje { get; set; } = new();

        public string RodzajFaktury { get; set; } = "";

        [XmlElement] public List<NotePart> DodatkowyOpis { get; set; } = [];

        [XmlElement] public List<LinePart> FaWiersz { get; set; } = [];

        public PaymentPart? Platnosc { get; set; }
    }

    public sealed class AnnotationsPart
    {
        public int P_16 { get; set; }

        public int P_17 { get; set; }

        public int P_18 { get; set; }

        public int P_18A { get; set; }

        public ExemptionPart Zwolnienie { get; set; } = new();

        public TransportPart NoweSrodkiTransportu { get; set; } = new();

        public int P_23 { get; set; }

        public MarginPart PMarzy { get; set; } = new();
    }

    public sealed class ExemptionPart
    {
        public int P_19N { get; set; }
    }

    public sealed class TransportPart
    {
        public int P_22N { get; set; }
    }

    public sealed class MarginPart
    {
        public int P_PMarzyN { get; set; }
    }

    public sealed class NotePart
    {
        public string Klucz { get; set; } = "";

        public string Wartosc { get; set; } = "";
    }

    public sealed class LinePart
    {
        public int NrWierszaFa { get; set; }

        public string? P_7 { get; set; }

        public string? Indeks { get; set; }

        public string? CN { get; set; }

        public string? P_8A { get; set; }

        public decimal P_8B { get; set; }

        public decimal P_9A { get; set; }

        public decimal P_11 { get; set; }

        public string? P_12 { get; set; }
    }

    public sealed class PaymentPart
    {
        [XmlElement] public List<DuePart> TerminPlatnosci { get; set; } = [];

        public int FormaPlatnosci { get; set; }

        [XmlElement] public List<AccountPart> RachunekBankowy { get; set; } = [];
    }

    public sealed class DuePart
    {
        [XmlElement(DataType = "date")] public DateTime Termin { get; set; }
    }

    public sealed class AccountPart
    {
        public string NrRB { get; set; } = "";

        public string? NazwaBanku { get; set; }
    }

    public sealed class AttachmentPart
    {
        [XmlElement] public List<BlockPart> BlokDanych { get; set; } = [];
    }

    public sealed class BlockPart
    {
        public string? ZNaglowek { get; set; }

        [XmlElement] public List<PairPart> MetaDane { get; set; } = [];

        public TextPart? Tekst { get; set; }

        [XmlElement] public List<TablePart> Tabela { get; set; } = [];
    }

    public sealed class PairPart
    {
        public string ZKlucz { get; set; } = "";

        public string ZWartosc { get; set; } = "";
    }

    public sealed class TextPart
    {
        [XmlElement] public List<string> Akapit { get; set; } = [];
    }

    public sealed class TablePart
    {
        [XmlArrayItem("Kol")] public List<ColumnPart> TNaglowek { get; set; } = [];

        [XmlElement] public List<RowPart> Wiersz { get; set; } = [];

        public SumPart? Suma { get; set; }
    }

    public sealed class ColumnPart
    {
        [XmlAttribute] public string Typ { get; set; } = "";

        public string NKom { get; set; } = "";
    }

    public sealed class RowPart
    {
        [XmlElement] public List<string> WKom { get; set; } = [];
    }

    public sealed class SumPart
    {
        [XmlElement] public List<string> SKom { get; set; } = [];
    }
}

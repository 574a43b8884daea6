using System.Text;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Http.Tests.Fixtures;

/// <summary>An ordinary domestic FA(3) invoice, written as text.</summary>
internal static class SampleInvoice
{
    public const string Seller = "5261040828";

    public static ConsignmentItem Item(string number, string date = "2026-02-02", string seller = Seller, string service = "Usługa", int padding = 0, InvoiceHash? corrects = null)
    {
        var invoice = IssuedInvoice.Read(Bytes(number, date, seller, service, padding));
        return new ConsignmentItem(invoice.Key, invoice.Bytes, invoice.Hash, invoice.IssueDate, corrects);
    }

    public static byte[] Bytes(string number, string date = "2026-02-02", string seller = Seller, string service = "Usługa", int padding = 0) => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/"><Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza><DataWytworzeniaFa>2026-02-02T10:00:00Z</DataWytworzeniaFa></Naglowek>
        <Podmiot1><DaneIdentyfikacyjne><NIP>{seller}</NIP><Nazwa>Sprzedawca Sp. z o.o.</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Prosta 1, 00-001 Warszawa</AdresL1></Adres></Podmiot1>
        <Podmiot2><DaneIdentyfikacyjne><NIP>7010002137</NIP><Nazwa>Nabywca S.A.</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Krzywa 2, 00-002 Warszawa</AdresL1></Adres><JST>2</JST><GV>2</GV></Podmiot2>
        <Fa><KodWaluty>PLN</KodWaluty><P_1>{date}</P_1><P_2>{number}</P_2><P_13_1>100.00</P_13_1><P_14_1>23.00</P_14_1><P_15>123.00</P_15>
        <Adnotacje><P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A><Zwolnienie><P_19N>1</P_19N></Zwolnienie><NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu><P_23>2</P_23><PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy></Adnotacje>
        <RodzajFaktury>VAT</RodzajFaktury><FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>{service}</P_7><P_8A>szt.</P_8A><P_8B>1</P_8B><P_9A>100.00</P_9A><P_11>100.00</P_11><P_12>23</P_12></FaWiersz></Fa></Faktura>{new string(' ', padding)}
        """);

    public static Instant At(int hour, int minute = 0) => Instant.FromUtc(2026, 2, 2, hour, minute);
}

using System.Text;
using Ksef.Offline.Invoices;
using NodaTime;

namespace Ksef.Offline.Chaos;

/// <summary>A plain domestic invoice: one line, one rate.</summary>
internal static class SampleInvoice
{
    public const string Seller = "5261040828";

    public static IssuedInvoice Issue(string number, LocalDate date) => IssuedInvoice.Read(Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
          <Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza><DataWytworzeniaFa>{date:uuuu-MM-dd}T08:00:00Z</DataWytworzeniaFa></Naglowek>
          <Podmiot1><DaneIdentyfikacyjne><NIP>{Seller}</NIP><Nazwa>Hurtownia Chaos sp. z o.o.</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Burzowa 7, 00-950 Warszawa</AdresL1></Adres></Podmiot1>
          <Podmiot2><DaneIdentyfikacyjne><NIP>7010002137</NIP><Nazwa>Odbiorca S.A.</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Cicha 1, 30-001 Kraków</AdresL1></Adres><JST>2</JST><GV>2</GV></Podmiot2>
          <Fa><KodWaluty>PLN</KodWaluty><P_1>{date:uuuu-MM-dd}</P_1><P_2>{number}</P_2><P_13_1>200.00</P_13_1><P_14_1>46.00</P_14_1><P_15>246.00</P_15>
            <Adnotacje><P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A><Zwolnienie><P_19N>1</P_19N></Zwolnienie><NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu><P_23>2</P_23><PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy></Adnotacje>
            <RodzajFaktury>VAT</RodzajFaktury>
            <FaWiersz><NrWierszaFa>1</NrWierszaFa><P_7>Piorunochron</P_7><P_8A>szt.</P_8A><P_8B>2</P_8B><P_9A>100.00</P_9A><P_11>200.00</P_11><P_12>23</P_12></FaWiersz>
          </Fa>
        </Faktura>
        """));
}

using System.Text;
using Ksef.Offline.Invoices;

namespace Ksef.Offline.Qr.Tests;

/// <summary>The smallest files that hold the facts of an issued invoice.</summary>
internal static class TestInvoices
{
    public static IssuedInvoice Make(string nip = "1111111111", string issueDate = "2026-02-01", string number = "FV/1/2026") => IssuedInvoice.Read(Encoding.UTF8.GetBytes(
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/"><Podmiot1><DaneIdentyfikacyjne><NIP>{nip}</NIP></DaneIdentyfikacyjne></Podmiot1>
        <Fa><P_1>{issueDate}</P_1><P_2>{number}</P_2><RodzajFaktury>VAT</RodzajFaktury></Fa></Faktura>
        """));
}

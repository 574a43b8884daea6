using System.Globalization;
using System.Text;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Benchmarks.Sending;

/// <summary>Files of a wanted size that compress as invoices do: the same elements again and again, other words and numbers in them.</summary>
internal static class SendingSamples
{
    public static byte[] File(int number, int size)
    {
        var random = new Random(number);
        var text = new StringBuilder(size + 256);
        while (text.Length < size)
        {
            text.Append(CultureInfo.InvariantCulture, $"<FaWiersz><NrWierszaFa>{text.Length}</NrWierszaFa><P_7>Towar {random.Next():x} nr {random.Next(100_000)}</P_7><P_8A>szt.</P_8A><P_8B>{random.Next(1, 99)}</P_8B><P_9A>{random.Next(1, 99_999) / 100m}</P_9A><P_12>23</P_12></FaWiersz>");
        }
        text.Length = size;
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static ConsignmentItem Item(int number, int size)
    {
        var bytes = File(number, size);
        return new ConsignmentItem(new InvoiceKey(Nip.Parse("5261040828"), InvoiceType.Vat, string.Create(CultureInfo.InvariantCulture, $"FV/{number}")), bytes, InvoiceHash.Of(bytes), new LocalDate(2026, 2, 2));
    }
}

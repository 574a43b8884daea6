using System.Buffers;
using System.Text;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Writing;
using Ksef.Offline.Tests.Invoices.Building;

namespace Ksef.Offline.Tests.Invoices.Writing;

public sealed class InvoiceWriterTests
{
    private static readonly Invoice Sample = Drafts.All["ordinary"]().Build().ToInvoice(Drafts.Now);

    [Fact]
    public void A_file_begins_with_the_declaration_and_has_neither_mark_nor_instruction()
    {
        var text = Encoding.UTF8.GetString(InvoiceWriter.ToBytes(Sample));
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"><Naglowek>", text, StringComparison.Ordinal);
        Assert.Equal(0, text.LastIndexOf("<?", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plain_write_keeps_discouraged_characters_that_were_read()
    {
        var file = Encoding.UTF8.GetString(InvoiceWriter.ToBytes(Sample)).Replace("Sadzonki", "Sad\u0090\uFDD0zonki", StringComparison.Ordinal);
        var read = InvoiceReader.Read(Encoding.UTF8.GetBytes(file));
        Assert.Equal(file, Encoding.UTF8.GetString(InvoiceWriter.ToBytes(read)));
    }

    [Theory]
    [InlineData(0x0000)]
    [InlineData(0x001F)]
    [InlineData(0xFFFE)]
    [InlineData(0xD800)]
    [InlineData(0xDC00)]
    public void What_XML_cannot_hold_is_refused_with_the_element_named(int unit)
    {
        var bad = Sample with { Body = Sample.Body with { IssuePlace = "a" + (char)unit + "b" } };
        using var stream = new MemoryStream();
        Assert.Contains("P_1M", Assert.Throws<ArgumentException>(() => InvoiceWriter.Write(bad, stream)).Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void Long_texts_and_pairs_of_surrogates_survive_any_buffer()
    {
        for (var lead = 0; lead < 3; lead++)
        {
            var text = new string('x', lead) + string.Concat(Enumerable.Repeat("😀&ż\r\n", 3000)) + "x";
            var invoice = Sample with { Footer = new Footer { Texts = [new FooterText { Text = text }] } };
            var exact = new ExactBuffer();
            InvoiceWriter.Write(invoice, exact);
            Assert.Equal(InvoiceWriter.ToBytes(invoice), exact.Bytes.ToArray());
            Assert.Equal(text, InvoiceReader.Read(exact.Bytes.ToArray()).Footer!.Texts[0].Text);
        }
    }

    [Fact]
    public void Every_value_survives_a_buffer_that_ends_before_it()
    {
        // Short texts shift what stands behind them, byte by byte, over the ends of the writer's chunks.
        var starts = InvoiceDateTime.FromInstant(Drafts.Now);
        for (var lead = 0; lead < 100; lead++)
        {
            var line = Drafts.Line(3) with { Name = new string('x', lead), SupplyDate = Drafts.Today };
            var transport = new Transport { Mode = TransportMode.Road, Cargo = CargoKind.Barrel, OrderNumber = new string('y', lead), StartsAt = starts, EndsAt = starts };
            var invoice = Sample with
            {
                Body = Sample.Body with { Lines = [.. Enumerable.Repeat(line, 60)], Terms = new TransactionTerms { Transports = [.. Enumerable.Repeat(transport, 60)] } },
            };
            var exact = new ExactBuffer();
            InvoiceWriter.Write(invoice, exact);
            Assert.True(InvoiceReader.TryRead(exact.Bytes.ToArray(), out var read, out var findings), $"{lead}: {string.Join(' ', findings)}");
            Assert.Equal(invoice, read);
        }
    }

    [Fact]
    public void Stream_buffer_and_array_hold_the_same_bytes()
    {
        using var stream = new MemoryStream();
        InvoiceWriter.Write(Sample, stream);
        var buffer = new ArrayBufferWriter<byte>();
        InvoiceWriter.Write(Sample, buffer);
        Assert.Equal(InvoiceWriter.ToBytes(Sample), stream.ToArray());
        Assert.Equal(InvoiceWriter.ToBytes(Sample), buffer.WrittenSpan.ToArray());
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.00", "1.00")]
    [InlineData("1.500", "1.50")]
    [InlineData("-0.00", "0.00")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("9999999999999999.99", "9999999999999999.99")]
    [InlineData("1.0000000000000000000000000000", "1.00")]
    public void Amounts_keep_their_decimals_but_never_more_than_the_schema_takes(string amount, string written)
    {
        var number = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        var invoice = Sample with { Body = Sample.Body with { Totals = new Totals { AmountDue = number } } };
        Assert.Contains($"<P_15>{written}</P_15>", Encoding.UTF8.GetString(InvoiceWriter.ToBytes(invoice)), StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_misuse()
    {
        Assert.Throws<ArgumentNullException>(() => InvoiceWriter.ToBytes(null!));
        Assert.Throws<ArgumentNullException>(() => InvoiceWriter.Write(Sample, (Stream)null!));
        Assert.Throws<ArgumentNullException>(() => InvoiceWriter.Write(Sample, (IBufferWriter<byte>)null!));
    }

    /// <summary>Gives never more room than was asked for: the hardest buffer a writer can meet.</summary>
    private sealed class ExactBuffer : IBufferWriter<byte>
    {
        private byte[] _room = [];

        public List<byte> Bytes { get; } = [];

        public void Advance(int count) => Bytes.AddRange(_room.AsSpan(0, count));

        public Memory<byte> GetMemory(int sizeHint = 0) => _room = new byte[Math.Max(1, sizeHint)];

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}

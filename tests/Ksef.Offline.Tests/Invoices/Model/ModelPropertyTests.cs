using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Writing;
using Ksef.Offline.TestKit;
using Ksef.Offline.Tests.Invoices.Writing;

namespace Ksef.Offline.Tests.Invoices.Model;

public sealed class ModelPropertyTests
{
    [Fact]
    public void An_invoice_of_chance_is_valid_under_the_schema()
    {
        SharedData.Require("data/fa3/xsd"); // before the property, which would take the skip for a failure
        Prop.ForAll<int>(seed => SchemaJudge.AssertValid(InvoiceWriter.ToBytes(ModelSamples.Chance(seed)))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_written_is_read_as_an_equal_invoice() =>
        Prop.ForAll<int>(seed =>
        {
            var invoice = ModelSamples.Chance(seed);
            var again = InvoiceReader.Read(InvoiceWriter.ToBytes(invoice));
            Assert.Equal(invoice, again);
            Assert.Equal(invoice.GetHashCode(), again.GetHashCode());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_invoices_are_equal_bytes() =>
        Prop.ForAll<int>(seed => Assert.Equal(InvoiceWriter.ToBytes(ModelSamples.Chance(seed)), InvoiceWriter.ToBytes(ModelSamples.Chance(seed)))).QuickCheckThrowOnFailure();
}

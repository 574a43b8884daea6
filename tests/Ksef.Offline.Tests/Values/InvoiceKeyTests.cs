using Ksef.Offline.Invoices;

namespace Ksef.Offline.Tests.Values;

public sealed class InvoiceKeyTests
{
    [Theory]
    [InlineData("5261040828/VAT/FV/1/2026")]
    [InlineData("5261040828/KOR_ROZ/a b")]
    public void The_text_reads_back(string text)
    {
        Assert.True(InvoiceKey.TryParse(text, out var key));
        Assert.Equal(text, key.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("5261040828/VAT/")]
    [InlineData("5261040828/XXX/1")]
    [InlineData("526104082/VAT/1")]
    [InlineData("5261040828/VAT")]
    public void Anything_else_is_refused(string? text) => Assert.False(InvoiceKey.TryParse(text, out _));
}

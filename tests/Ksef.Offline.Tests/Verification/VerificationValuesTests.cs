using Ksef.Offline.Verification;

namespace Ksef.Offline.Tests.Verification;

public sealed class VerificationValuesTests
{
    [Theory]
    [InlineData("nip:1111111111", "Nip:1111111111")]
    [InlineData("internalid:1111111111-00001", "InternalId:1111111111-00001")]
    [InlineData("NipVatUe:1111111111-DE123456789", "NipVatUe:1111111111-DE123456789")]
    [InlineData("peppolId:PPL123456", "PeppolId:PPL123456")]
    public void A_context_is_read_and_written(string text, string written) => Assert.Equal(written, VerificationContext.Parse(text).ToString());

    [Theory]
    [InlineData("1111111111")]
    [InlineData("pesel:44051401359")]
    [InlineData("nip:111111111")]
    [InlineData("nip:111-111-11-11")]
    [InlineData("internalId:1111111111")]
    [InlineData("internalId:1111111111-0001")]
    [InlineData("internalId:1111111111-0000A")]
    [InlineData("nipVatUe:1111111111-123456789")]
    [InlineData("nipVatUe:1111111111-DE12/34")]
    [InlineData("peppolId:ppl123456")]
    public void What_is_no_context_is_refused_with_its_value(string text) =>
        Assert.Contains(text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..], Assert.Throws<FormatException>(() => VerificationContext.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { 0x01, 0xF2, 0x0A, 0x5D, 0x35, 0x2A, 0xE5, 0x90 }, "01F20A5D352AE590")]
    [InlineData(new byte[] { 0x00, 0xF1, 0xF2, 0x0A, 0x5D, 0x35, 0x2A, 0xE5, 0x90 }, "F1F20A5D352AE590")]
    [InlineData(new byte[] { 0x0A }, "000000000000000A")]
    public void A_serial_number_keeps_its_leading_zeros(byte[] bytes, string text)
    {
        Assert.True(CertificateSerial.TryFromBytes(bytes, out var serial));
        Assert.Equal(text, serial.ToString());
    }

    [Fact]
    public void A_serial_number_that_does_not_fit_is_refused()
    {
        Assert.False(CertificateSerial.TryFromBytes(new byte[9].Select(_ => (byte)1).ToArray(), out _));
        Assert.False(CertificateSerial.TryFromBytes([0, 0], out _));
        foreach (var text in new[] { "", "1F20A5D352AE590", "01f20a5d352ae590", "01F20A5D352AE5900", "01F20A5D352AE59G" })
            Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => CertificateSerial.Parse(text)).Message, StringComparison.Ordinal);
    }
}

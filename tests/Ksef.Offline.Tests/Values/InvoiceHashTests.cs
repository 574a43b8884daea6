using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Tests.Values;

public sealed class InvoiceHashTests
{
    [Fact]
    public void Both_texts_read_back_to_the_same_hash() =>
        Prop.ForAll<byte[]>(bytes =>
        {
            var hash = InvoiceHash.Of(bytes ?? []);
            return InvoiceHash.Parse(hash.ToBase64()) == hash && InvoiceHash.Parse(hash.ToBase64Url()) == hash && InvoiceHash.FromBytes(hash.ToByteArray()) == hash && !hash.IsEmpty;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Openssl_hashes_the_same()
    {
        var bytes = "<Faktura/>"u8.ToArray();
        var other = OutsideTool.Run("openssl", ["dgst", "-sha256", "-r"], bytes);
        Assert.StartsWith(Convert.ToHexStringLower(InvoiceHash.Of(bytes).ToByteArray()), other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Order_is_that_of_the_bytes() =>
        Prop.ForAll<byte[], byte[]>((a, b) =>
        {
            InvoiceHash x = InvoiceHash.Of(a ?? []), y = InvoiceHash.Of(b ?? []);
            return Math.Sign(x.CompareTo(y)) == Math.Sign(x.ToByteArray().AsSpan().SequenceCompareTo(y.ToByteArray()));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzI")]
    [InlineData("UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIF")] // the last character carries bits that no hash has
    [InlineData("UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE=")] // the two alphabets mixed
    public void Anything_else_is_refused(string text)
    {
        Assert.False(InvoiceHash.TryParse(text, out var hash));
        Assert.True(hash.IsEmpty);
        Assert.Throws<FormatException>(() => InvoiceHash.Parse(text));
    }

    [Fact]
    public void A_hash_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => InvoiceHash.FromBytes(new byte[20]));
}

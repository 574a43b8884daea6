using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Ksef.Offline.Emulator.Tests.Fixtures;

/// <summary>What came back, with short ways to judge it.</summary>
internal sealed record Reply(HttpStatusCode StatusCode, byte[] Bytes, string? MediaType, IReadOnlyDictionary<string, string> Headers)
{
    public int Status => (int)StatusCode;

    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Bytes)!;

    /// <summary>The code of an error in either form.</summary>
    public int Code => MediaType == "application/problem+json" ? (int)Json["errors"]![0]!["code"]! : (int)Json["exception"]!["exceptionDetailList"]![0]!["exceptionCode"]!;

    public Reply Expect(int status)
    {
        Assert.True(Status == status, $"{status} was expected, {Status} came: {Text}");
        return this;
    }

    public Reply ExpectCode(int code)
    {
        Expect(400);
        Assert.True(Code == code, $"{code} was expected: {Text}");
        return this;
    }
}

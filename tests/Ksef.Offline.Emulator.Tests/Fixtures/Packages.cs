using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Ksef.Offline.Emulator.Tests.Fixtures;

/// <summary>Packages of batch sessions: building, cutting, opening, uploading, closing.</summary>
internal static class Packages
{
    public static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                stream.Write(bytes);
            }
        }
        return buffer.ToArray();
    }

    public static byte[] TarGz(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            foreach (var (name, bytes) in files) tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) });
        }
        return buffer.ToArray();
    }

    public static JsonObject OpenBody(RawClient client, JsonObject encryption, byte[] package, byte[][] parts, bool tarGz = false, bool offline = false) => new()
    {
        ["formCode"] = RawClient.FormCode(),
        ["batchFile"] = new JsonObject
        {
            ["fileSize"] = package.Length,
            ["fileHash"] = RawClient.Hash(package),
            ["compressionType"] = tarGz ? "TarGz" : "Zip",
            ["fileParts"] = new JsonArray([.. parts.Select((p, i) => (JsonNode)new JsonObject { ["ordinalNumber"] = i + 1, ["fileSize"] = p.Length, ["fileHash"] = RawClient.Hash(p) })]),
        },
        ["encryption"] = encryption,
        ["offlineMode"] = offline,
    };

    public static byte[][] Cut(RawClient client, byte[] package, int count)
    {
        var size = (package.Length + count - 1) / count;
        return [.. package.Chunk(size).Select(client.Encrypt)];
    }

    public static async Task<Reply> UploadAsync(JsonNode request, byte[] part, bool withHeaders = true, string? token = null)
    {
        using var http = new HttpClient();
        using var message = new HttpRequestMessage(new HttpMethod((string)request["method"]!), (string)request["url"]!) { Content = new ByteArrayContent(part) };
        if (withHeaders)
            foreach (var (name, value) in request["headers"]!.AsObject()) message.Headers.TryAddWithoutValidation(name, (string)value!);
        if (token is not null) message.Headers.Authorization = new("Bearer", token);
        using var response = await http.SendAsync(message, TestContext.Current.CancellationToken);
        return new Reply(response.StatusCode, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), null, new Dictionary<string, string>());
    }

    /// <summary>The whole way; gives the reference of the session and its status.</summary>
    public static async Task<(string Session, JsonNode Status)> SendAsync(RawClient client, byte[] package, int parts = 1, bool tarGz = false, bool offline = false, Func<byte[][], byte[][]>? spoil = null)
    {
        var cut = Cut(client, package, parts);
        var opened = (await client.PostAsync("sessions/batch", OpenBody(client, await client.EncryptionAsync(), package, cut, tarGz, offline))).Expect(201).Json;
        var session = (string)opened["referenceNumber"]!;
        var sent = spoil?.Invoke(cut) ?? cut;
        for (var i = 0; i < sent.Length; i++) (await UploadAsync(opened["partUploadRequests"]![i]!, sent[i])).Expect(201);
        (await client.PostAsync($"sessions/batch/{session}/close")).Expect(204);
        await client.Emulator.WhenIdleAsync(TestContext.Current.CancellationToken);
        return (session, (await client.GetAsync($"sessions/{session}")).Expect(200).Json);
    }
}

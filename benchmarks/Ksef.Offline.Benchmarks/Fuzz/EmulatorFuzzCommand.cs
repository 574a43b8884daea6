using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Ksef.Offline.Benchmarks.Emulator;
using Ksef.Offline.Emulator;

namespace Ksef.Offline.Benchmarks.Fuzz;

/// <summary><c>fuzz-emulator --count N [--seed S]</c>: throws damaged requests at an emulator; none may end it or be answered with 500.</summary>
/// <remarks>Six kinds in turn: bytes on the socket, JSON of a send, an encrypted file, a login document, a path with its query, a batch package. Afterwards the emulator must still log in and open a session.</remarks>
internal static class EmulatorFuzzCommand
{
    private const string LoginDocument = """<AuthTokenRequest xmlns="http://ksef.mf.gov.pl/auth/token/2.0"><Challenge>20260202-CR-0000000000-0000000000-00</Challenge><ContextIdentifier><Nip>5261040828</Nip></ContextIdentifier><SubjectIdentifierType>certificateSubject</SubjectIdentifierType><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="s"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AAAA</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature></AuthTokenRequest>""";

    public static int Run(string[] args) => RunAsync(FuzzCommand.Number(args, "--count", 5000), FuzzCommand.Number(args, "--seed", 1)).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(int count, int seed)
    {
        await using var emulator = await KsefEmulator.StartAsync();
        using var client = new EmulatorClient(emulator);
        await client.LoginAsync();
        var session = await client.OpenAsync();
        var send = client.SendBody(EmulatorClient.Invoice("F/1"));
        var mutators = new[]
        {
            new Mutator([Encoding.UTF8.GetBytes("POST /v2/auth/challenge HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"), Encoding.UTF8.GetBytes("GET /certificate/Nip/1/1/1/1/1 HTTP/1.1\r\nHost: a\r\n\r\n")], seed),
            new Mutator([send], seed + 1),
            new Mutator([EmulatorClient.Invoice("F/2")], seed + 2),
            new Mutator([Encoding.UTF8.GetBytes(LoginDocument)], seed + 3),
            new Mutator([.. new[] { $"v2/sessions/{session}/invoices?pageSize=10", $"v2/sessions?sessionType=Online&dateCreatedFrom=2026-01-01", "v2/tokens?status=Active", "invoice/5261040828/02-02-2026/AAAA", $"storage/parts/{session}/1?se=1&sig=a" }.Select(Encoding.UTF8.GetBytes)], seed + 4),
            new Mutator([Package()], seed + 5),
        };
        var (failures, answers, clock) = (0, new SortedDictionary<int, int>(), Stopwatch.StartNew());
        for (var i = 0; i < count && failures < 10; i++)
        {
            var input = mutators[i % 6].Next();
            var status = (i % 6) switch
            {
                0 => await NoiseAsync(emulator.BaseAddress, input),
                1 => await PostAsync(client, $"sessions/online/{session}/invoices", input, "application/json"),
                2 => await PostAsync(client, $"sessions/online/{session}/invoices", client.SendBody(input), "application/json"),
                3 => await PostAsync(client, "auth/xades-signature", input, "application/xml"),
                4 => await GetAsync(client, emulator.LatarniaAddress, input),
                _ => await BatchAsync(client, input),
            };
            answers[status] = answers.GetValueOrDefault(status) + 1;
            if (status >= 500 && status != 505) // 505 is the answer to a damaged HTTP version
            {
                failures++;
                Console.WriteLine($"input {i}: {status}\n{Convert.ToBase64String(input)}");
            }
            if (i % 600 == 599) session = await client.OpenAsync();
            if (i % 1000 == 999) await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{i + 1} of {count}, {i / clock.Elapsed.TotalSeconds:0} per second"));
        }
        await emulator.WhenIdleAsync();
        using var after = new EmulatorClient(emulator);
        await after.LoginAsync();
        await after.OpenAsync();
        Console.WriteLine($"{{\"inputs\":{count},\"seed\":{seed},\"failures\":{failures},\"answers\":{{{string.Join(',', answers.Select(a => $"\"{a.Key}\":{a.Value}"))}}}}}");
        return failures == 0 ? 0 : 1;
    }

    private static byte[] Package()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 3; i++)
            {
                using var entry = zip.CreateEntry($"{i}.xml").Open();
                entry.Write(EmulatorClient.Invoice($"Z/{i}"));
            }
        }
        return buffer.ToArray();
    }

    private static async Task<int> NoiseAsync(Uri address, byte[] bytes)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        await using var stream = socket.GetStream();
        try
        {
            await stream.WriteAsync(bytes);
            socket.Client.Shutdown(SocketShutdown.Send);
            var buffer = new byte[64];
            var length = await stream.ReadAsync(buffer);
            var first = Encoding.ASCII.GetString(buffer, 0, length).Split(' ');
            return first.Length > 1 && int.TryParse(first[1], out var status) ? status : 0;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return 0; // the connection was dropped, which is an answer to noise
        }
    }

    private static async Task<int> PostAsync(EmulatorClient client, string path, byte[] body, string type)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var response = await client.Http.PostAsync(new Uri(path, UriKind.Relative), content);
        return (int)response.StatusCode;
    }

    private static async Task<int> GetAsync(EmulatorClient client, Uri root, byte[] path)
    {
        var text = string.Concat(path.Select(b => b is > 32 and < 127 and not (byte)'#' ? ((char)b).ToString() : $"%{b:X2}"));
        if (!Uri.TryCreate($"{root}{text}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out var uri) || uri.Port != root.Port) return 0;
        using var response = await client.Http.GetAsync(uri);
        return (int)response.StatusCode;
    }

    private static async Task<int> BatchAsync(EmulatorClient client, byte[] package)
    {
        if (package.Length == 0) return 0;
        var part = client.Encrypt(package);
        var opened = await client.PostAsync("sessions/batch", new JsonObject
        {
            ["formCode"] = EmulatorClient.FormCode(),
            ["batchFile"] = new JsonObject
            {
                ["fileSize"] = package.Length,
                ["fileHash"] = EmulatorClient.Hash(package),
                ["fileParts"] = new JsonArray(new JsonObject { ["ordinalNumber"] = 1, ["fileSize"] = part.Length, ["fileHash"] = EmulatorClient.Hash(part) }),
            },
            ["encryption"] = await client.EncryptionAsync(),
        });
        using (var bare = new HttpClient())
        using (var content = new ByteArrayContent(part))
        {
            content.Headers.Add("x-ms-blob-type", "BlockBlob");
            using var uploaded = await bare.PutAsync((string)opened["partUploadRequests"]![0]!["url"]!, content);
            uploaded.EnsureSuccessStatusCode();
        }
        var reference = (string)opened["referenceNumber"]!;
        await client.PostAsync($"sessions/batch/{reference}/close", null);
        while (true)
        {
            var status = (int)JsonNode.Parse(await client.Http.GetStringAsync(new Uri($"sessions/{reference}", UriKind.Relative)))!["status"]!["code"]!;
            if (status is not (100 or 150)) return status;
            await Task.Yield();
        }
    }
}

using System.Reflection;

namespace Ksef.Offline.Architecture.Tests;

/// <summary>The rooms of the house and the arrows that may leave each: its own rooms and the outside libraries it may touch.</summary>
internal static class Rooms
{
    public static readonly IReadOnlyDictionary<string, string[]> Arrows = new Dictionary<string, string[]>
    {
        ["Ksef.Offline"] = ["NodaTime"],
        ["Ksef.Offline.Qr"] = ["Ksef.Offline", "NodaTime", "QRCoder"],
        ["Ksef.Offline.Outbox"] = ["Ksef.Offline", "NodaTime", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions"],
        ["Ksef.Offline.Outbox.Sql"] = ["Ksef.Offline", "Ksef.Offline.Outbox", "NodaTime"],
        ["Ksef.Offline.Outbox.Conformance"] = ["Ksef.Offline", "Ksef.Offline.Outbox", "Ksef.Offline.Outbox.Sql", "NodaTime", "xunit.v3.assert", "xunit.v3.core", "xunit.v3.common"],
        ["Ksef.Offline.Http"] = ["Ksef.Offline", "Ksef.Offline.Outbox", "NodaTime", "Polly.Core", "System.Security.Cryptography.Xml", "Microsoft.Extensions.Logging.Abstractions"],
        ["Ksef.Offline.Hosting"] = ["Ksef.Offline", "Ksef.Offline.Qr", "Ksef.Offline.Outbox", "Ksef.Offline.Outbox.Sql", "Ksef.Offline.Http", "NodaTime", "Microsoft.Extensions."],
        ["Ksef.Offline.Emulator"] = ["Ksef.Offline", "NodaTime", "Microsoft.AspNetCore.", "Microsoft.Extensions.", "System.Security.Cryptography.Xml", "Microsoft.Net.Http.Headers"],
    };

    public static TheoryData<string> Names => [.. Arrows.Keys];

    public static Assembly Load(string room) => Assembly.Load(room);
}

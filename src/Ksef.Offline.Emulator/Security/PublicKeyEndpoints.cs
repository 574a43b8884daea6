using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Security;

/// <summary><c>/security/public-key-certificates</c>.</summary>
internal static class PublicKeyEndpoints
{
    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Get("/security/public-key-certificates", Access.Anonymous, "anonymous", _ => List(state)),
    ];

    private static Answer List(EmulatorState state) => Answer.Json(200, json =>
    {
        json.WriteStartArray();
        foreach (var key in state.Keys.InService)
        {
            json.WriteStartObject();
            json.WriteBase64String("certificate", key.Certificate);
            json.WriteString("certificateId", key.CertificateId);
            json.WriteString("publicKeyId", key.Id);
            json.Instant("validFrom", key.ValidFrom);
            json.Instant("validTo", key.ValidTo);
            json.Strings("usage", [key.Usage]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}

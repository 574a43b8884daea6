using System.Text.Json;
using Ksef.Offline.Http.Keys;

namespace Ksef.Offline.Http.Interactive;

/// <summary>The parts that the two kinds of opening share.</summary>
internal static class SessionBody
{
    /// <summary>API: <c>formCode</c> of FA(3).</summary>
    public static void WriteForm(Utf8JsonWriter json)
    {
        json.WriteStartObject("formCode");
        json.WriteString("systemCode", "FA (3)");
        json.WriteString("schemaVersion", "1-0E");
        json.WriteString("value", "FA");
        json.WriteEndObject();
    }

    /// <summary>API: <c>encryption</c>.</summary>
    public static void WriteEncryption(Utf8JsonWriter json, SessionKeys keys, EncryptionKey key)
    {
        json.WriteStartObject("encryption");
        json.WriteBase64String("encryptedSymmetricKey", key.Encrypt(keys.Key));
        json.WriteBase64String("initializationVector", keys.InitializationVector);
        json.WriteString("publicKeyId", key.Id);
        json.WriteEndObject();
    }
}

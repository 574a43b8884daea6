using Ksef.Offline.Http.Interactive;
using Ksef.Offline.Http.Keys;
using Ksef.Offline.Http.Transport;

namespace Ksef.Offline.Http.Batch;

/// <summary>The body of <c>POST /sessions/batch</c>.</summary>
internal static class BatchBody
{
    public static Func<HttpContent> Write(BatchPackage package, bool offline, SessionKeys keys, EncryptionKey key) => JsonBody.Write(json =>
    {
        SessionBody.WriteForm(json);
        json.WriteStartObject("batchFile");
        json.WriteNumber("fileSize", package.Size);
        json.WriteBase64String("fileHash", package.Hash);
        json.WriteString("compressionType", package.Format == PackageFormat.Zip ? "Zip" : "TarGz");
        json.WriteStartArray("fileParts");
        for (var n = 0; n < package.Parts.Count; n++)
        {
            json.WriteStartObject();
            json.WriteNumber("ordinalNumber", n + 1);
            json.WriteNumber("fileSize", package.Parts[n].Size);
            json.WriteBase64String("fileHash", package.Parts[n].Hash);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        SessionBody.WriteEncryption(json, keys, key);
        json.WriteBoolean("offlineMode", offline);
    });
}

using System.Globalization;

namespace Ksef.Offline.Outbox.Evidence;

/// <summary>What can be wrong with a package of evidence.</summary>
internal static class EvidenceFindings
{
    public static Finding Seal() => New("KO5050", "package", null, "The seal over the package does not hold: at least one byte was changed, or it is no package of evidence.", "Pieczęć pakietu się nie zgadza: zmieniono co najmniej jeden bajt albo nie jest to pakiet dowodów.");

    public static Finding Unreadable(string why) => New("KO5051", "package", null, $"The package cannot be read: {why}", $"Nie można odczytać pakietu: {why}");

    public static Finding Missing(string path) => New("KO5052", path, null, "The manifest names this file, but it is missing.", "Manifest wymienia ten plik, ale go brakuje.");

    public static Finding Added(string path) => New("KO5052", path, null, "The manifest does not name this file: it was added.", "Manifest nie wymienia tego pliku: został dodany.");

    public static Finding Changed(string path) => New("KO5053", path, null, "The content does not have the hash that the manifest names.", "Zawartość nie ma skrótu podanego w manifeście.");

    public static Finding Broken(EvidenceRecord record) => New(
        "KO5054", record.Chain, record.Sequence.ToString(CultureInfo.InvariantCulture), $"The chain breaks at record {record.Sequence}: a record was changed, added, removed or moved.",
        $"Łańcuch jest przerwany na wpisie {record.Sequence}: wpis zmieniono, dodano, usunięto lub przestawiono.");

    public static Finding Unborne(string path, string fact, string value) => New(
        "KO5055", path, value, $"No record of the chain bears out {fact} '{value}': records were cut off, or the entry or its file was changed by hand.",
        $"Żaden wpis łańcucha nie potwierdza {fact} „{value}”: wpisy odcięto albo wpis faktury lub jej plik zmieniono ręcznie.");

    private static Finding New(string code, string path, string? value, string message, string messagePl) => new()
    {
        Code = code,
        Severity = FindingSeverity.Error,
        Path = path,
        Value = value,
        Message = message,
        MessagePl = messagePl,
        Basis = "hash chain of the evidence",
    };
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Emulator.Wire;

/// <summary>A JSON object of a request, read without types: names in any case, every fault collected, all of them told at once with 21405. Requests are answered in Polish, as KSeF does; scripts in English.</summary>
internal sealed class Input
{
    private static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
    private readonly JsonElement _element;
    private readonly string _path;
    private readonly List<string> _faults;
    private readonly bool _english;
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);

    private Input(JsonElement element, string path, List<string> faults, bool english)
    {
        _english = english;
        _element = element;
        _path = path;
        _faults = faults;
    }

    public static Input Parse(ReadOnlyMemory<byte> body, bool english = false)
    {
        // A byte-order mark means nothing here; some HTTP clients send one.
        if (body.Span.StartsWith("\uFEFF"u8)) body = body[3..];
        if (body.IsEmpty) throw new ApiError(21405, english ? "It is empty." : "Treść żądania jest wymagana.");
        if (!System.Text.Unicode.Utf8.IsValid(body.Span)) throw new ApiError(21405, english ? "It is not in UTF-8." : "Treść żądania nie jest w UTF-8.");
        try
        {
            var element = JsonDocument.Parse(body).RootElement;
            return element.ValueKind == JsonValueKind.Object ? new Input(element, "", [], english) : throw new ApiError(21405, english ? "It is not a JSON object." : "Treść żądania musi być obiektem JSON.");
        }
        catch (JsonException)
        {
            throw new ApiError(21405, english ? "It is not valid JSON." : "Treść żądania nie jest poprawnym JSON.");
        }
    }

    /// <summary>The object as it was written.</summary>
    public string Raw => _element.GetRawText();

    public void Fault(string name, string rule) => _faults.Add($"'{_path}{name}': {rule}");

    private void Fault(string name, string polish, string english) => Fault(name, _english ? english : polish);

    /// <summary>Faults every member that nothing has asked for: what is misspelt must not be passed over where no API says so. Call it when all was read.</summary>
    public void NothingElse()
    {
        foreach (var member in _element.EnumerateObject())
            if (!_asked.Contains(member.Name)) Fault(member.Name, $"nieznane pole; możliwe: {string.Join(", ", _asked)}.", $"there is no such property; known are {string.Join(", ", _asked)}.");
    }

    /// <summary>Refuses the request when anything read so far was faulty.</summary>
    public void Finish()
    {
        if (_faults.Count > 0) throw new ApiError(21405, [.. _faults]);
    }

    public string? Text(string name, bool required = true, int least = 0, int greatest = int.MaxValue, Regex? pattern = null)
    {
        if (!Find(name, required, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String || Read(value) is not { } text)
        {
            Fault(name, "musi być tekstem.", "must be a string.");
            return null;
        }
        if (text.Length < least || text.Length > greatest || (pattern is not null && !pattern.IsMatch(text))) Fault(name, "wartość ma niedozwoloną długość albo format.", "its length or format is not allowed.");
        return text;
    }

    public string? OneOf(string name, bool required, params string[] allowed)
    {
        if (Text(name, required) is not { } text) return null;
        foreach (var a in allowed)
            if (string.Equals(a, text, StringComparison.OrdinalIgnoreCase)) return a;
        Fault(name, $"dozwolone wartości: {string.Join(", ", allowed)}.", $"must be one of {string.Join(", ", allowed)}.");
        return null;
    }

    public long? Whole(string name, bool required = true, long least = long.MinValue, long greatest = long.MaxValue)
    {
        if (!Find(name, required, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number))
        {
            Fault(name, "musi być liczbą całkowitą.", "must be a whole number.");
            return null;
        }
        if (number < least || number > greatest) Fault(name, $"musi być liczbą od {least} do {greatest}.", $"must be a number from {least} to {greatest}.");
        return number;
    }

    public decimal? Number(string name)
    {
        if (!Find(name, false, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)) return number;
        Fault(name, "musi być liczbą.", "must be a number.");
        return null;
    }

    public bool? Flag(string name, bool required = false)
    {
        if (!Find(name, required, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Fault(name, "musi być wartością logiczną.", "must be true or false.");
        return null;
    }

    public byte[]? Bytes(string name, bool required = true, int? exactly = null)
    {
        if (!Find(name, required, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String || !TryReadBase64(value, out var bytes))
        {
            Fault(name, "musi być tekstem Base64.");
            return null;
        }
        if (exactly is { } length && bytes.Length != length) Fault(name, $"musi mieć {length} bajtów.");
        return bytes;
    }

    public InvoiceHash? Hash(string name, bool required = true) => Bytes(name, required, InvoiceHash.Size) is { Length: InvoiceHash.Size } bytes ? InvoiceHash.FromBytes(bytes) : null;

    public DateTimeOffset? Instant(string name, bool required = false)
    {
        if (Text(name, required) is not { } text) return null;
        if (TryInstant(text, out var instant)) return instant;
        Fault(name, "musi być datą ISO 8601.", "must be a date and time in ISO 8601.");
        return null;
    }

    public LocalDate? Date(string name, bool required = false)
    {
        if (Text(name, required) is not { } text) return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date) return date.Value;
        Fault(name, "musi być datą rrrr-mm-dd.");
        return null;
    }

    public Input? Child(string name, bool required = true)
    {
        if (!Find(name, required, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Object) return new Input(value, $"{_path}{name}.", _faults, _english);
        Fault(name, "musi być obiektem.", "must be an object.");
        return null;
    }

    public IReadOnlyList<Input> Children(string name, bool required = true, int least = 0, int greatest = int.MaxValue)
    {
        var items = Items(name, required, least, greatest);
        var children = new List<Input>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].ValueKind == JsonValueKind.Object) children.Add(new Input(items[i], $"{_path}{name}[{i}].", _faults, _english));
            else Fault($"{name}[{i}]", "musi być obiektem.", "must be an object.");
        }
        return children;
    }

    public IReadOnlyList<string> Texts(string name, bool required = true, int least = 0, int greatest = int.MaxValue, Regex? pattern = null, string[]? allowed = null)
    {
        var texts = new List<string>();
        foreach (var item in Items(name, required, least, greatest))
        {
            var text = item.ValueKind == JsonValueKind.String ? Read(item) : null;
            if (text is not null && allowed is not null) text = Array.Find(allowed, a => string.Equals(a, text, StringComparison.OrdinalIgnoreCase));
            if (text is null || (pattern is not null && !pattern.IsMatch(text))) Fault(name, "zawiera niedozwoloną wartość.", "holds a value that is not allowed.");
            else texts.Add(text);
        }
        return texts;
    }

    /// <summary>ISO 8601 with Z, with an offset, or without one (then it is Warsaw's civil time).</summary>
    public static bool TryInstant(string text, out DateTimeOffset instant)
    {
        instant = default;
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var local)) return false;
        if (local.Kind == DateTimeKind.Unspecified)
        {
            instant = LocalDateTime.FromDateTime(local).InZoneLeniently(Warsaw).ToDateTimeOffset().ToUniversalTime();
            return true;
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
    }

    private static bool TryReadBase64(JsonElement value, [NotNullWhen(true)] out byte[]? bytes)
    {
        try
        {
            return value.TryGetBytesFromBase64(out bytes);
        }
        catch (InvalidOperationException)
        {
            bytes = null; // a lone surrogate, see Read
            return false;
        }
    }

    private static string? Read(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // a lone surrogate: JSON allows the escape, no string can hold it as UTF-8
        }
    }

    private IReadOnlyList<JsonElement> Items(string name, bool required, int least, int greatest)
    {
        if (!Find(name, required, out var value)) return [];
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(name, "musi być tablicą.", "must be an array.");
            return [];
        }
        var count = value.GetArrayLength();
        if (count < least || count > greatest)
        {
            Fault(name, $"musi mieć od {least} do {greatest} elementów.", $"must have {least} to {greatest} items.");
            return [];
        }
        return [.. value.EnumerateArray()];
    }

    private bool Find(string name, bool required, out JsonElement value)
    {
        _asked.Add(name);
        value = FindInAnyCase(name);
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)) return true;
        if (required) Fault(name, "jest wymagane.", "is required.");
        return false;
    }

    private JsonElement FindInAnyCase(string name)
    {
        try
        {
            if (_element.TryGetProperty(name, out var exact)) return exact;
            var found = default(JsonElement);
            foreach (var property in _element.EnumerateObject())
                if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase)) found = property.Value;
            return found;
        }
        catch (InvalidOperationException)
        {
            throw new ApiError(21405, "Nazwa pola zawiera połówkę pary zastępczej.");
        }
    }
}

using System.Globalization;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Verification;

/// <summary>The pages behind KOD I and KOD II.</summary>
internal static class VerificationPages
{
    /// <summary><c>/invoice/{nip}/{dd-MM-yyyy}/{hash}</c>: whether such an invoice is in KSeF.</summary>
    public static Answer Invoice(EmulatorState state, string path, DateTimeOffset now)
    {
        if (path.Trim('/').Split('/') is not ["invoice", var nip, var date, { Length: 43 } text] || !InvoiceHash.TryParse(text, out var hash)
            || !DateTime.TryParseExact(date, "dd-MM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var issued))
            return Page(400, "Niepoprawny link", "invalid-link", "Link ma inną budowę niż KOD I.");
        lock (state.Gate)
        {
            if (!state.Store.ByHash.TryGetValue(hash, out var same)) return NotFound();
            var found = same.Find(i => i.KsefNumber is not null && now >= i.DoneAt) ?? (state.Store.Corrections.TryGetValue(hash, out var correction) && now >= correction.DoneAt ? correction : null);
            return found?.Facts is { } facts && facts.SellerNip == nip && facts.IssueDate == issued.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                ? Page(200, "Faktura znajduje się w KSeF", "found", found.KsefNumber!)
                : NotFound();
        }
    }

    public static Answer Page(int status, string title, string result, string text) => Answer.Text(
        status,
        $"<!DOCTYPE html><html lang=\"pl\"><head><meta charset=\"utf-8\"><title>{title}</title></head><body data-result=\"{result}\"><h1>{title}</h1><p>{System.Net.WebUtility.HtmlEncode(text)}</p></body></html>",
        "text/html; charset=utf-8").With("X-Verification-Result", result);

    private static Answer NotFound() => Page(200, "Nie znaleziono faktury w KSeF", "not-found", "Faktury o takim sprzedawcy, dacie i skrócie nie ma w KSeF.");
}

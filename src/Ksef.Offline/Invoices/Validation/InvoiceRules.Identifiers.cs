using System.Text;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>Identifiers (N-*), and the NIPs that other rules compare.</summary>
internal sealed partial class InvoiceRules
{
    private ulong _correctedHash;
    private long _linkPaymentId;

    /// <summary>A NIP becomes a number for comparison; N-1, N-3, N-4.</summary>
    private void TakeNip(int id, ReadOnlySpan<byte> text, bool judgedByKsef)
    {
        if (text.Length != 10 || text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            _integers[id] = -1;
            Warn("N-4", id, Encoding.UTF8.GetString(text), "The NIP holds digits other than 0 to 9.", "NIP zawiera cyfry inne niż 0–9.");
            return;
        }
        long number = 0;
        foreach (var b in text) number = (number * 10) + (b - '0');
        _integers[id] = number;
        if (IsNip(text)) return;
        var value = Encoding.UTF8.GetString(text);
        if (!judgedByKsef) Warn("N-3", id, value, "The check digit of the NIP is wrong.", "Cyfra kontrolna NIP jest błędna.");
        else if (_options.Environment.IsProduction) Reject("N-1", id, value, "The check digit of the NIP is wrong; KSeF rejects it.", "Cyfra kontrolna NIP jest błędna; KSeF odrzuci plik.");
        else Warn("N-1", id, value, "The check digit of the NIP is wrong; production would reject it.", "Cyfra kontrolna NIP jest błędna; środowisko produkcyjne odrzuci plik.");
    }

    private void CheckInternalId(int id, ReadOnlySpan<byte> text)
    {
        if (text.Length >= 10 && IsNip(text[..10])) return;
        var value = Encoding.UTF8.GetString(text);
        if (_options.Environment.IsProduction) Reject("N-2", id, value, "The check digit of the NIP within the internal identifier is wrong; KSeF rejects it.", "Cyfra kontrolna NIP w identyfikatorze wewnętrznym jest błędna; KSeF odrzuci plik.");
        else Warn("N-2", id, value, "The check digit of the NIP within the internal identifier is wrong; production would reject it.", "Cyfra kontrolna NIP w identyfikatorze wewnętrznym jest błędna; środowisko produkcyjne odrzuci plik.");
    }

    private void CheckVatNumber(int id, ReadOnlySpan<byte> text)
    {
        var country = Code(id - 1);
        var prefix = country < 0 ? "" : _grammar.Types["TKodyKrajowUE"].Values[(int)country];
        if (id == Fa3Ids.BuyerVat && country == Fa3Ids.PolandEu && IsNip(text)) HiddenNip(id, text);
        else if (text.Length > 2 && prefix.Length == 2 && text[0] == prefix[0] && text[1] == prefix[1])
            Warn("N-7", id, Encoding.UTF8.GetString(text), $"The number begins with {prefix} again; the prefix belongs to KodUE only.", $"Numer powtarza prefiks {prefix}; prefiks podaje się tylko w KodUE.");
    }

    private void CheckOtherId(int id, ReadOnlySpan<byte> text)
    {
        var country = Code(id - 1);
        if (id == Fa3Ids.BuyerId && (country < 0 || country == Fa3Ids.PolandCountry) && IsNip(text)) HiddenNip(id, text);
    }

    private void HiddenNip(int id, ReadOnlySpan<byte> text) => Legal("N-5", id, Encoding.UTF8.GetString(text),
        "This is a Polish NIP; put it into NIP, or the buyer will not see the invoice in KSeF.", "To polski NIP; należy podać go w polu NIP, inaczej nabywca nie zobaczy faktury w KSeF.");

    private void CheckKsefNumber(int id, ReadOnlySpan<byte> text)
    {
        var value = Encoding.UTF8.GetString(text.Trim(" \t\r\n"u8));
        if (value.Length != 35)
        {
            Warn("N-9", id, value, "A KSeF number has 35 characters; only numbers of KSeF 1.0 have 36.", "Numer KSeF ma 35 znaków; 36 mają tylko numery z KSeF 1.0.");
            return;
        }
        if (!KsefNumber.TryParse(value, out var number)) return;
        if (!number.HasValidChecksum) Warn("N-10", id, value, "The check sum (CRC-8) at the end of the KSeF number is wrong.", "Suma kontrolna (CRC-8) na końcu numeru KSeF jest błędna.");
        if (Has(Fa3Ids.SellerNip) && long.TryParse(value.AsSpan(0, 10), out var issuer) && issuer != Code(Fa3Ids.SellerNip))
            Warn("N-11", id, value, "The KSeF number begins with another NIP than the seller's.", "Numer KSeF zaczyna się od innego NIP niż NIP sprzedawcy.");
        if (number.AcceptedOn is not { } on)
            Warn("N-12", id, value, "The KSeF number holds a date that does not exist.", "Numer KSeF zawiera datę, która nie istnieje.");
        else if (id == Fa3Ids.CorrectedKsef && (on.Year * 10000) + (on.Month * 100) + on.Day < Code(Fa3Ids.CorrectedDate))
            Warn("N-12", id, value, "The KSeF number is older than the invoice it is given for.", "Numer KSeF jest wcześniejszy niż faktura, do której się odnosi.");
    }

    /// <summary>N-13: 26 digits, or PL and 26 digits, have two check digits (ISO 13616).</summary>
    private void CheckAccount(int id, ReadOnlySpan<byte> text)
    {
        var digits = text.StartsWith("PL"u8) ? text[2..] : text;
        if (digits.Length != 26 || digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return;
        // The 24 digits in two halves, then PL as 2521 and the two check digits.
        var rest = Whole(digits[2..14]) % 97;
        rest = ((rest * 1_000_000_000_000) + Whole(digits[14..])) % 97;
        rest = ((rest * 1_000_000) + 252_100 + Whole(digits[..2])) % 97;
        if (rest != 1) Warn("N-13", id, Encoding.UTF8.GetString(text), "The check digits of the account number are wrong.", "Cyfry kontrolne numeru rachunku są błędne.");
    }

    private static long Whole(ReadOnlySpan<byte> digits)
    {
        var number = 0L;
        foreach (var b in digits) number = (number * 10) + b - '0';
        return number;
    }

    private void CheckRegon(int id, ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return;
        var right = Weighted(text[..9], [8, 9, 2, 3, 4, 5, 6, 7]) && (text.Length < 14 || Weighted(text, [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]));
        if (!right) Warn("N-14", id, Encoding.UTF8.GetString(text), "The check digit of the REGON number is wrong.", "Cyfra kontrolna numeru REGON jest błędna.");
    }

    private void CheckBdo(int id, ReadOnlySpan<byte> text)
    {
        if (text.Length != 9 || text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
            Warn("S-0b", id, Encoding.UTF8.GetString(text), "A BDO number has nine digits.", "Numer BDO ma dziewięć cyfr.");
    }

    /// <summary>N-14: GTIN of 8, 12, 13 or 14 digits and GLN of 13 end in a check digit (GS1, weights 3 and 1 from the right).</summary>
    private void CheckGs1(int id, ReadOnlySpan<byte> text, string name)
    {
        text = text.Trim(" \t\r\n"u8);
        if (text.Length is not (8 or 12 or 13 or 14) || text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return;
        var sum = 0;
        for (var i = 2; i <= text.Length; i++) sum += (text[^i] - '0') * (i % 2 == 0 ? 3 : 1);
        if ((10 - (sum % 10)) % 10 != text[^1] - '0')
            Warn("N-14", id, Encoding.UTF8.GetString(text), $"The check digit of the {name} is wrong.", $"Cyfra kontrolna numeru {name} jest błędna.");
    }

    private void TakePaymentLink(ReadOnlySpan<byte> text)
    {
        var at = text.LastIndexOf("IPKSeF="u8);
        _linkPaymentId = at < 0 || text.Length < at + 20 ? 0 : (long)Hash(text.Slice(at + 7, 13));
    }

    private void CheckPaymentId(int id, ReadOnlySpan<byte> text)
    {
        if (_linkPaymentId != 0 && (long)Hash(text.Trim(" \t\r\n"u8)) != _linkPaymentId)
            Warn("N-15", id, Encoding.UTF8.GetString(text), "IPKSeF differs from the one in the payment link.", "IPKSeF różni się od podanego w odnośniku do płatności.");
    }

    private static bool IsNip(ReadOnlySpan<byte> text) =>
        text.Length == 10 && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && Weighted(text, [6, 5, 7, 2, 3, 4, 5, 6, 7], tenIsZero: false);

    private static bool Weighted(ReadOnlySpan<byte> digits, ReadOnlySpan<byte> weights, bool tenIsZero = true)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * (digits[i] - '0');
        var rest = sum % 11;
        return (rest == 10 && tenIsZero ? 0 : rest) == digits[weights.Length] - '0';
    }
}

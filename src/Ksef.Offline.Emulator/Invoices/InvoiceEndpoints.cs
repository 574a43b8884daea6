using System.Text.Json;
using Ksef.Offline.Emulator.Authentication;
using Ksef.Offline.Emulator.Permissions;
using Ksef.Offline.Emulator.Sessions;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Invoices;

/// <summary>An invoice by its KSeF number, and the query of metadata.</summary>
internal static class InvoiceEndpoints
{
    private const int ResultLimit = 10_000;

    public static IEnumerable<Route> Routes(EmulatorState state) =>
    [
        Route.Get("/invoices/ksef/{ksefNumber}", Access.AccessToken, "invoiceDownload", call => Download(state, call), Rights.InvoiceRead),
        Route.Post("/invoices/query/metadata", Access.AccessToken, "invoiceMetadata", call => Query(state, call), Rights.InvoiceRead).Body(),
    ];

    private static Answer Download(EmulatorState state, Call call)
    {
        var number = call.Path("ksefNumber");
        if (!KsefNumber.TryParse(number, out _)) throw new ApiError(21405, "Parametr ksefNumber ma zły format.");
        lock (state.Gate)
        {
            if (!state.Store.ByKsefNumber.TryGetValue(number, out var invoice) || call.Now < invoice.DoneAt || !invoice.Facts!.Concerns(NipOf(call)))
                throw new ApiError(21164, $"Nie znaleziono faktury {number}.");
            if (call.Now < invoice.StoredAt) throw new ApiError(21165, $"Faktura {number} jest przetworzona, ale jeszcze nie do pobrania.");
            return Answer.Bytes(200, state.Blobs.Read(invoice.BlobAt, invoice.BlobLength), "application/xml").With("x-ms-meta-hash", invoice.Hash.ToBase64());
        }
    }

    /// <summary>The NIP of the context: of an internal or a composed identifier its first ten digits.</summary>
    private static string NipOf(Call call) => call.Login.ContextValue.Length >= 10 ? call.Login.ContextValue[..10] : call.Login.ContextValue;

    private static Answer Query(EmulatorState state, Call call)
    {
        var descending = call.Query("sortOrder") switch
        {
            null => false,
            { } s when string.Equals(s, "Asc", StringComparison.OrdinalIgnoreCase) => false,
            { } s when string.Equals(s, "Desc", StringComparison.OrdinalIgnoreCase) => true,
            var s => throw new ApiError(21405, $"Parametr sortOrder ma niedozwoloną wartość '{s}'."),
        };
        var page = call.Whole("pageOffset", 0, 0, int.MaxValue);
        var size = call.PageSize(250);
        var filter = InvoiceFilter.Read(call.Input, call.Now);
        call.Input.Finish();
        if (filter.StaysBehind && filter.From > call.Now) throw new ApiError(21183, "Początek zakresu leży za PermanentStorageHwmDate.");
        SubmittedInvoice[] found;
        lock (state.Gate)
        {
            var visible = state.Store.Accepted.Where(i => call.Now >= i.DoneAt && call.Now >= i.StoredAt && filter.Takes(i, NipOf(call)));
            found = [.. (descending ? visible.OrderByDescending(filter.DateOf) : visible.OrderBy(filter.DateOf)).Take(ResultLimit + 1)];
        }
        var truncated = found.Length > ResultLimit;
        var first = Math.Min((long)page * size, ResultLimit);
        var items = found.Take(ResultLimit).Skip((int)first).Take(size).ToArray();
        var seen = first + items.Length;
        return Answer.Object(200, json =>
        {
            json.WriteBoolean("hasMore", seen < found.Length);
            json.WriteBoolean("isTruncated", truncated && seen >= ResultLimit);
            json.Instant("permanentStorageHwmDate", call.Now);
            json.WriteStartArray("invoices");
            foreach (var invoice in items) Write(json, invoice);
            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, SubmittedInvoice invoice)
    {
        var facts = invoice.Facts!;
        json.WriteStartObject();
        json.WriteString("ksefNumber", invoice.KsefNumber);
        json.WriteString("invoiceNumber", facts.Number);
        json.WriteString("issueDate", facts.IssueDate);
        json.Instant("invoicingDate", invoice.InvoicingDate);
        json.Instant("acquisitionDate", invoice.DoneAt);
        json.Instant("permanentStorageDate", invoice.StoredAt ?? invoice.DoneAt);
        json.WriteStartObject("seller");
        json.WriteString("nip", facts.SellerNip);
        json.Optional("name", facts.SellerName);
        json.WriteEndObject();
        json.WriteStartObject("buyer");
        WriteIdentifier(json, facts.BuyerIdType, facts.BuyerId);
        json.Optional("name", facts.BuyerName);
        json.WriteEndObject();
        json.WriteNumber("netAmount", facts.Net);
        json.WriteNumber("grossAmount", facts.Gross);
        json.WriteNumber("vatAmount", facts.Vat);
        json.WriteString("currency", facts.Currency);
        json.WriteString("invoicingMode", invoice.Offline ? "Offline" : "Online");
        json.WriteString("invoiceType", InvoiceFilter.ApiType(facts.Type));
        json.WriteStartObject("formCode");
        json.WriteString("systemCode", "FA (3)");
        json.WriteString("schemaVersion", "1-0E");
        json.WriteString("value", "FA");
        json.WriteEndObject();
        json.WriteBoolean("isSelfInvoicing", facts.SelfInvoicing);
        json.WriteBoolean("hasAttachment", facts.HasAttachment);
        json.WriteString("invoiceHash", invoice.Hash.ToBase64());
        if (!invoice.HashOfCorrected.IsEmpty) json.WriteString("hashOfCorrectedInvoice", invoice.HashOfCorrected.ToBase64());
        json.WriteStartArray("thirdSubjects");
        foreach (var third in facts.ThirdParties)
        {
            json.WriteStartObject();
            WriteIdentifier(json, third.IdType, third.Id);
            json.Optional("name", third.Name);
            json.WriteNumber("role", third.Role);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (facts.Authorized is { } authorized && ContextRules.IsNip(authorized.Id))
        {
            json.WriteStartObject("authorizedSubject");
            json.WriteString("nip", authorized.Id);
            json.Optional("name", authorized.Name);
            json.WriteNumber("role", authorized.Role);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteIdentifier(Utf8JsonWriter json, string type, string? value)
    {
        json.WriteStartObject("identifier");
        json.WriteString("type", type);
        json.Optional("value", value);
        json.WriteEndObject();
    }
}

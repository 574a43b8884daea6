using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Qr;
using Microsoft.AspNetCore.Http.HttpResults;
using Panel.Shared;

namespace Panel.Invoices;

/// <summary><c>/invoice</c>: everything known of an invoice, its codes as pictures, its evidence as a ZIP.</summary>
internal static class InvoiceEndpoints
{
    public static void MapInvoices(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/invoice", ShowAsync);
        routes.MapGet("/code.svg", async (int? code, string? key, InvoiceReader reader, CancellationToken cancellationToken) =>
            await CodeAsync(code, key, reader, cancellationToken) is { } image ? Results.Text(image.ToSvg(), "image/svg+xml") : Results.NotFound());
        routes.MapGet("/code.png", async (int? code, string? key, InvoiceReader reader, CancellationToken cancellationToken) =>
            await CodeAsync(code, key, reader, cancellationToken) is { } image ? Results.File(image.ToPng(), "image/png", FileName.Of($"kod-{code ?? 1}-{key}.png")) : Results.NotFound());
        routes.MapGet("/evidence.zip", async (string? key, EvidenceExport export, CancellationToken cancellationToken) =>
            InvoiceKey.TryParse(key, out var invoice) && await export.OfInvoiceAsync(invoice, cancellationToken) is { } package
                ? Results.File(package, "application/zip", FileName.Of("evidence-" + invoice + ".zip"))
                : Results.NotFound());
    }

    /// <summary>By its key; anything else that an invoice is known by is looked up in the register.</summary>
    private static async Task<IResult> ShowAsync(string? key, InvoiceReader reader, RegisterBook register, CancellationToken cancellationToken)
    {
        if (InvoiceKey.TryParse(key, out var invoice) && await reader.ReadAsync(invoice, cancellationToken) is { } view) return new RazorComponentResult<InvoicePage>(new { View = view });
        if (string.IsNullOrWhiteSpace(key)) return Results.NotFound();
        var found = (await register.FindAsync(key.Trim(), cancellationToken)).Where(r => r.Key is not null).ToList();
        return found switch
        {
            [{ Key: { } only }] => Results.Redirect(InvoiceLink.Of(only)),
            [] => Results.NotFound(),
            _ => Results.Redirect("/register?q=" + Uri.EscapeDataString(key.Trim())),
        };
    }

    private static async Task<QrImage?> CodeAsync(int? code, string? key, InvoiceReader reader, CancellationToken cancellationToken) =>
        InvoiceKey.TryParse(key, out var invoice) && await reader.ReadAsync(invoice, cancellationToken) is { } view && (code == 2 ? view.CodeII : view.CodeI) is { } link
            ? QrImage.Render(link, CodeLabel.For(link, view.Entry.Acceptance?.Number))
            : null;
}

using System.Text;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Stores;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Panel.Shared;

namespace Panel.Register;

/// <summary><c>/register</c>: the register OFF-KSeF, searched by anything an invoice is known by, and as CSV.</summary>
internal static class RegisterEndpoints
{
    private const int PageSize = 50;
    private const int MostOutside = 100;

    public static void MapRegister(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/register", async (string? q, string? after, string? from, string? to, RegisterBook book, IRegister outside, CancellationToken cancellationToken) =>
            new RazorComponentResult<RegisterPage>(new { View = await ReadAsync(q?.Trim(), after, Typed.Day(from), Typed.Day(to), book, outside, cancellationToken) }));
        routes.MapGet("/register.csv", WriteAsync);
    }

    private static async Task<RegisterView> ReadAsync(string? text, string? after, LocalDate? from, LocalDate? to, RegisterBook book, IRegister register, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(text)) return new RegisterView(text, await book.FindAsync(text, cancellationToken), [], null, from, to);
        var start = InvoiceKey.TryParse(after, out var key) ? key : (InvoiceKey?)null;
        var (rows, outside) = (new List<RegisterRow>(), new List<OutsideDocument>());
        await foreach (var row in book.ReadAsync(new OutboxQuery { After = start, IssuedFrom = from, IssuedTo = to, Max = PageSize + 1 }, cancellationToken)) rows.Add(row);
        var next = rows.Count > PageSize ? rows[PageSize - 1].Key : null;
        if (next is not null) rows.RemoveAt(PageSize);
        if (start is null)
        {
            await foreach (var document in register.ReadAsync(cancellationToken))
            {
                if (document.IssueDate >= (from ?? LocalDate.MinIsoValue) && document.IssueDate <= (to ?? LocalDate.MaxIsoValue)) outside.Add(document);
                if (outside.Count == MostOutside) break;
            }
        }
        return new RegisterView(null, rows, outside, next, from, to);
    }

    /// <summary>Streamed row by row: a register of a hundred thousand rows takes no more memory than one of ten.</summary>
    private static IResult WriteAsync(string? from, string? to, RegisterBook book, CancellationToken cancellationToken)
    {
        var (first, last) = (Typed.Day(from), Typed.Day(to));
        // The documents of a total failure come with the whole register only.
        var query = first is null && last is null ? OutboxQuery.All : new OutboxQuery { IssuedFrom = first, IssuedTo = last };
        return Results.Stream(
            async body =>
            {
                await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
                await RegisterCsv.WriteAsync(writer, book.ReadAsync(query, cancellationToken), cancellationToken);
            },
            "text/csv; charset=utf-8", "register.csv");
    }
}

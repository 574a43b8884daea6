namespace ErpTransaction;

/// <summary>A row of the ERP's own table, for EF Core.</summary>
internal sealed class ErpInvoice
{
    public required string Number { get; set; }

    public required string Via { get; set; }
}

namespace Panel.Invoices;

/// <summary>What a person may do to an invoice here.</summary>
public enum InvoiceVerb
{
    Hold = 0,
    Release = 1,
    Withdraw = 2,
    Reexamine = 3,
    HandOver = 4,
    Attach = 5,
    Correct = 6,
}

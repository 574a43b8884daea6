namespace Ksef.Offline.Deadlines;

/// <summary>What may be handed to the buyer.</summary>
public enum HandOverDocument
{
    /// <summary>Nothing until a person has decided.</summary>
    Nothing = 0,

    /// <summary>The invoice itself, printed or as a picture (<i>wizualizacja</i>).</summary>
    Invoice = 1,

    /// <summary><i>Potwierdzenie transakcji</i>: a confirmation with both codes that is not an invoice.</summary>
    TransactionConfirmation = 2,
}

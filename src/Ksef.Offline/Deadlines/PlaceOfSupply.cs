namespace Ksef.Offline.Deadlines;

/// <summary>Where the supply is taxed (<i>miejsce świadczenia</i>). Outside Poland the buyer receives the invoice outside KSeF, whoever he is.</summary>
public enum PlaceOfSupply
{
    /// <summary>Poland.</summary>
    Poland = 0,

    /// <summary>Another member state or a third country.</summary>
    Abroad = 1,
}

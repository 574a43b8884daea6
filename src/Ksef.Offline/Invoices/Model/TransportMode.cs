namespace Ksef.Offline.Invoices.Model;

/// <summary>The mode of transport. There is no 6.</summary>
/// <remarks>FA(3): <c>RodzajTransportu</c>, type <c>TRodzajTransportu</c>. The numbers are those of the schema.</remarks>
public enum TransportMode
{
    /// <summary>By sea (<i>morski</i>).</summary>
    Sea = 1,

    /// <summary>By rail (<i>kolejowy</i>).</summary>
    Rail = 2,

    /// <summary>By road (<i>drogowy</i>).</summary>
    Road = 3,

    /// <summary>By air (<i>lotniczy</i>).</summary>
    Air = 4,

    /// <summary>By post (<i>przesyłka pocztowa</i>).</summary>
    Post = 5,

    /// <summary>By fixed installations (<i>stałe instalacje przesyłowe</i>).</summary>
    Pipeline = 7,

    /// <summary>By inland waterway (<i>żegluga śródlądowa</i>).</summary>
    InlandWaterway = 8,
}

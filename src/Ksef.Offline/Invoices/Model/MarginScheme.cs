namespace Ksef.Offline.Invoices.Model;

/// <summary>The margin scheme (<i>procedura marży</i>, art. 119 and 120).</summary>
/// <remarks>FA(3): <c>PMarzy</c> with <c>P_PMarzy</c>.</remarks>
public enum MarginScheme
{
    /// <summary>Travel agencies. FA(3): <c>P_PMarzy_2</c>.</summary>
    TravelAgencies = 1,

    /// <summary>Used goods. FA(3): <c>P_PMarzy_3_1</c>.</summary>
    UsedGoods = 2,

    /// <summary>Works of art. FA(3): <c>P_PMarzy_3_2</c>.</summary>
    WorksOfArt = 3,

    /// <summary>Collectors' items and antiques. FA(3): <c>P_PMarzy_3_3</c>.</summary>
    CollectiblesAndAntiques = 4,
}

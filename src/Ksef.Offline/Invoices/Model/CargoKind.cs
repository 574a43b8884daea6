namespace Ksef.Offline.Invoices.Model;

/// <summary>The kind of cargo.</summary>
/// <remarks>FA(3): <c>OpisLadunku</c>, type <c>TLadunek</c>. The numbers are those of the schema.</remarks>
public enum CargoKind
{
    /// <summary><i>Bańka</i>.</summary>
    Can = 1,

    /// <summary><i>Beczka</i>.</summary>
    Barrel = 2,

    /// <summary><i>Butla</i>.</summary>
    Cylinder = 3,

    /// <summary><i>Karton</i>.</summary>
    Carton = 4,

    /// <summary><i>Kanister</i>.</summary>
    Canister = 5,

    /// <summary><i>Klatka</i>.</summary>
    Cage = 6,

    /// <summary><i>Kontener</i>.</summary>
    Container = 7,

    /// <summary><i>Kosz, koszyk</i>.</summary>
    Basket = 8,

    /// <summary><i>Łubianka</i>.</summary>
    Punnet = 9,

    /// <summary><i>Opakowanie zbiorcze</i>.</summary>
    MultiPack = 10,

    /// <summary><i>Paczka</i>.</summary>
    Parcel = 11,

    /// <summary><i>Pakiet</i>.</summary>
    Package = 12,

    /// <summary><i>Paleta</i>.</summary>
    Pallet = 13,

    /// <summary><i>Pojemnik</i>.</summary>
    Receptacle = 14,

    /// <summary><i>Pojemnik do ładunków masowych stałych</i>.</summary>
    SolidBulkContainer = 15,

    /// <summary><i>Pojemnik do ładunków masowych w postaci płynnej</i>.</summary>
    LiquidBulkContainer = 16,

    /// <summary><i>Pudełko</i>.</summary>
    Box = 17,

    /// <summary><i>Puszka</i>.</summary>
    Tin = 18,

    /// <summary><i>Skrzynia</i>.</summary>
    Crate = 19,

    /// <summary><i>Worek</i>.</summary>
    Sack = 20,
}

using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>What the codes of FA(3) mean, in words.</summary>
internal static class Codes
{
    public static string? Rate(VatRate? rate) => rate switch
    {
        null => null,
        VatRate.ZeroDomestic => "0 %",
        VatRate.ZeroIntraEu => "0 % WDT",
        VatRate.ZeroExport => "0 % EX",
        VatRate.Exempt or VatRate.ReverseCharge or VatRate.OutsidePoland or VatRate.EuServices => rate.Value.ToSchemaText(),
        _ => rate.Value.ToSchemaText() + " %",
    };

    public static string? Status(Wording w, TaxpayerStatus? status) => status switch
    {
        TaxpayerStatus.InLiquidation => w.In("w stanie likwidacji", "in liquidation"),
        TaxpayerStatus.InRestructuring => w.In("w postępowaniu restrukturyzacyjnym", "in restructuring proceedings"),
        TaxpayerStatus.Bankrupt => w.In("w stanie upadłości", "bankrupt"),
        TaxpayerStatus.EnterpriseInInheritance => w.In("przedsiębiorstwo w spadku", "enterprise in inheritance"),
        _ => null,
    };

    public static string Role(Wording w, CodeOrDescription<ThirdPartyRole> role) => role.Code switch
    {
        null => role.Description!,
        ThirdPartyRole.Factor => w.In("Faktor", "Factor"),
        ThirdPartyRole.Recipient => w.In("Odbiorca", "Recipient"),
        ThirdPartyRole.OriginalEntity => w.In("Podmiot pierwotny", "Original entity"),
        ThirdPartyRole.AdditionalBuyer => w.In("Dodatkowy nabywca", "Additional buyer"),
        ThirdPartyRole.Issuer => w.In("Wystawca faktury", "Issuer"),
        ThirdPartyRole.Payer => w.In("Dokonujący płatności", "Payer"),
        ThirdPartyRole.LocalGovernmentIssuer => w.In("Jednostka samorządu terytorialnego – wystawca", "Local-government unit – issuer"),
        ThirdPartyRole.LocalGovernmentRecipient => w.In("Jednostka samorządu terytorialnego – odbiorca", "Local-government unit – recipient"),
        ThirdPartyRole.VatGroupIssuer => w.In("Członek grupy VAT – wystawca", "Member of a VAT group – issuer"),
        ThirdPartyRole.VatGroupRecipient => w.In("Członek grupy VAT – odbiorca", "Member of a VAT group – recipient"),
        _ => w.In("Pracownik", "Employee"),
    };

    public static string Role(Wording w, AuthorizedEntityRole role) => role switch
    {
        AuthorizedEntityRole.EnforcementAuthority => w.In("Organ egzekucyjny", "Enforcement authority"),
        AuthorizedEntityRole.Bailiff => w.In("Komornik sądowy", "Court bailiff"),
        _ => w.In("Przedstawiciel podatkowy", "Tax representative"),
    };

    public static string? Effect(Wording w, CorrectionEffect? effect) => effect switch
    {
        CorrectionEffect.OriginalPeriod => w.In("w dacie ujęcia faktury pierwotnej", "in the period of the original invoice"),
        CorrectionEffect.CorrectionPeriod => w.In("w dacie wystawienia faktury korygującej", "in the period of the correction"),
        CorrectionEffect.OtherPeriod => w.In("w dacie innej, w tym różnej dla poszczególnych pozycji", "in another period, or different ones per line"),
        _ => null,
    };

    public static string? Method(Wording w, CodeOrDescription<PaymentMethod>? method) => method?.Code switch
    {
        null => method?.Description,
        PaymentMethod.Cash => w.In("gotówka", "cash"),
        PaymentMethod.Card => w.In("karta", "card"),
        PaymentMethod.Voucher => w.In("bon", "voucher"),
        PaymentMethod.Cheque => w.In("czek", "cheque"),
        PaymentMethod.Credit => w.In("kredyt", "credit"),
        PaymentMethod.Transfer => w.In("przelew", "bank transfer"),
        _ => w.In("płatność mobilna", "mobile payment"),
    };

    public static string? OwnAccount(Wording w, BankOwnAccountKind? kind) => kind switch
    {
        BankOwnAccountKind.PurchasedClaims => w.In("rachunek banku do rozliczeń nabytych wierzytelności", "bank’s account for purchased claims"),
        BankOwnAccountKind.CollectionForOthers => w.In("rachunek banku do pobrania i przekazania należności", "bank’s account for collection"),
        BankOwnAccountKind.OwnOperations => w.In("rachunek gospodarki własnej banku", "bank’s own operations"),
        _ => null,
    };

    public static string Basis(Wording w, ExemptionBasis basis) => basis switch
    {
        ExemptionBasis.Act => w.In("przepis ustawy lub aktu wykonawczego", "provision of the Act"),
        ExemptionBasis.Directive => w.In("przepis dyrektywy 2006/112/WE", "provision of directive 2006/112/EC"),
        _ => w.In("inna podstawa prawna", "another legal ground"),
    };

    public static string? Procedure(Wording w, SupplyProcedure? procedure) => procedure is { } p ? $"{w.In("Procedura", "Procedure")}: {p.ToSchemaText()}" : null;

    public static (string Pl, string En) Vehicle(VehicleNumberKind kind) => kind switch
    {
        VehicleNumberKind.Vin => ("VIN", "VIN"),
        VehicleNumberKind.Body => ("Nr nadwozia", "Body number"),
        VehicleNumberKind.Chassis => ("Nr podwozia", "Chassis number"),
        _ => ("Nr ramy", "Frame number"),
    };

    public static string Mode(Wording w, CodeOrDescription<TransportMode> mode) => mode.Code switch
    {
        null => mode.Description!,
        TransportMode.Sea => w.In("morski", "sea"),
        TransportMode.Rail => w.In("kolejowy", "rail"),
        TransportMode.Road => w.In("drogowy", "road"),
        TransportMode.Air => w.In("lotniczy", "air"),
        TransportMode.Post => w.In("przesyłka pocztowa", "post"),
        TransportMode.Pipeline => w.In("stałe instalacje przesyłowe", "fixed installations"),
        _ => w.In("żegluga śródlądowa", "inland waterway"),
    };

    public static string Cargo(Wording w, CodeOrDescription<CargoKind> cargo) => cargo.Code switch
    {
        null => cargo.Description!,
        CargoKind.Can => w.In("bańka", "can"),
        CargoKind.Barrel => w.In("beczka", "barrel"),
        CargoKind.Cylinder => w.In("butla", "cylinder"),
        CargoKind.Carton => w.In("karton", "carton"),
        CargoKind.Canister => w.In("kanister", "canister"),
        CargoKind.Cage => w.In("klatka", "cage"),
        CargoKind.Container => w.In("kontener", "container"),
        CargoKind.Basket => w.In("kosz/koszyk", "basket"),
        CargoKind.Punnet => w.In("łubianka", "punnet"),
        CargoKind.MultiPack => w.In("opakowanie zbiorcze", "multi-pack"),
        CargoKind.Parcel => w.In("paczka", "parcel"),
        CargoKind.Package => w.In("pakiet", "package"),
        CargoKind.Pallet => w.In("paleta", "pallet"),
        CargoKind.Receptacle => w.In("pojemnik", "receptacle"),
        CargoKind.SolidBulkContainer => w.In("pojemnik do ładunków masowych stałych", "container for solid bulk"),
        CargoKind.LiquidBulkContainer => w.In("pojemnik do ładunków masowych w postaci płynnej", "container for liquid bulk"),
        CargoKind.Box => w.In("pudełko", "box"),
        CargoKind.Tin => w.In("puszka", "tin"),
        CargoKind.Crate => w.In("skrzynia", "crate"),
        _ => w.In("worek", "sack"),
    };
}

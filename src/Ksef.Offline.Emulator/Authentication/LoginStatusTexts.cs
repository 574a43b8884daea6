namespace Ksef.Offline.Emulator.Authentication;

/// <summary>The text of each status of a login.</summary>
internal static class LoginStatusTexts
{
    public static string Of(int code) => code switch
    {
        100 => "Uwierzytelnianie trwa",
        200 => "Uwierzytelnianie udane",
        415 => "Uwierzytelnianie nieudane: brak uprawnień",
        425 => "Uwierzytelnienie unieważnione",
        450 => "Uwierzytelnianie nieudane: błędny token",
        460 => "Uwierzytelnianie nieudane: błąd certyfikatu",
        470 => "Uwierzytelnianie nieudane: osoba zmarła",
        480 => "Uwierzytelnienie zablokowane",
        550 => "Operację anulował system",
        _ => "Nieznany błąd",
    };
}

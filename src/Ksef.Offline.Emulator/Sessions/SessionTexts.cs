namespace Ksef.Offline.Emulator.Sessions;

/// <summary>The texts of statuses of sessions and of invoices.</summary>
internal static class SessionTexts
{
    public static string OfSession(int code, bool batch) => code switch
    {
        100 => batch ? "Sesja wsadowa rozpoczęta" : "Sesja interaktywna otwarta",
        150 => "Trwa przetwarzanie",
        170 => "Sesja interaktywna zamknięta",
        200 => batch ? "Sesja wsadowa przetworzona" : "Sesja interaktywna przetworzona",
        405 => "Elementy paczki są niepoprawne",
        415 => "Klucza sesji nie da się odszyfrować",
        420 => "Limit faktur w sesji przekroczony",
        430 => "Archiwum nie da się rozpakować",
        435 => "Części archiwum nie da się odszyfrować",
        440 => "Sesja anulowana",
        445 => "Brak poprawnych faktur",
        _ => $"Nieznany błąd ({code})",
    };

    public static string OfInvoice(int code) => code switch
    {
        100 => "Faktura przyjęta do przetwarzania",
        150 => "Trwa przetwarzanie",
        200 => "Sukces",
        405 => "Przetwarzanie anulowane przez błąd sesji",
        410 => "Nieprawidłowy zakres uprawnień",
        415 => "Faktura z załącznikiem jest niedozwolona",
        430 => "Plik faktury jest niepoprawny",
        435 => "Pliku nie da się odszyfrować",
        440 => "Duplikat faktury",
        450 => "Treść faktury jest niepoprawna",
        550 => "Operację anulował system",
        _ => $"Nieznany błąd ({code})",
    };
}

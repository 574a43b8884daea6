namespace Ksef.Offline.Qr.Printing;

/// <summary>The language of what the page says around the data. The data themselves stay as they are.</summary>
public enum PageLanguage
{
    /// <summary>Polish.</summary>
    Polish = 0,

    /// <summary>English; the words that the VAT Act requires stand beside it in Polish.</summary>
    English = 1,

    /// <summary>Polish and English side by side.</summary>
    PolishAndEnglish = 2,
}

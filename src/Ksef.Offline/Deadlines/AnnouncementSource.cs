namespace Ksef.Offline.Deadlines;

/// <summary>Where an announcement was read. The law knows the BIP and the mass media; Latarnia repeats them for software.</summary>
public enum AnnouncementSource
{
    /// <summary>The Ministry's beacon for software, <i>Latarnia</i>.</summary>
    Latarnia = 0,

    /// <summary>The public information bulletin (<i>Biuletyn Informacji Publicznej</i>), entered by hand.</summary>
    Bip = 1,

    /// <summary>The mass media (art. 106ne(3)), entered by hand.</summary>
    Media = 2,

    /// <summary>Anything else.</summary>
    Other = 3,
}

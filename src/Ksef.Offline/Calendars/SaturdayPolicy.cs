namespace Ksef.Offline.Calendars;

/// <summary>Whether a Saturday is a working day (<i>dzień roboczy</i>) when a statutory term is counted. The VAT Act does not say.</summary>
public enum SaturdayPolicy
{
    /// <summary>Working days are Monday to Friday: the Ministry's practice, shown by its own example, and the default.</summary>
    DayOff = 0,

    /// <summary>The literal reading of the Act on days off, which lists Sundays and holidays only: a Saturday counts, unless it is a holiday. Gives earlier dates.</summary>
    WorkingDay = 1,
}

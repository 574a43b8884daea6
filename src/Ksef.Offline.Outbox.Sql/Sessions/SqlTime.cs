using NodaTime;

namespace Ksef.Offline.Outbox.Sql.Sessions;

/// <summary>Instants as ticks of 100 ns since the Unix epoch, dates as the number yyyyMMdd: both order as time does, in every database.</summary>
internal static class SqlTime
{
    /// <summary>Instants finer than a tick are cut towards the past.</summary>
    public static long ToTicks(Instant instant) => instant.ToUnixTimeTicks();

    public static Instant FromTicks(long ticks) => Instant.FromUnixTimeTicks(ticks);

    public static long ToNumber(LocalDate date) => (date.Year * 10000L) + (date.Month * 100) + date.Day;

    public static LocalDate FromNumber(long number) => new((int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100));
}

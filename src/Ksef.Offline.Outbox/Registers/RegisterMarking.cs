using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using NodaTime;

namespace Ksef.Offline.Outbox.Registers;

/// <summary>What the JPK_V7 markers of a register rest on: an invoice has one only as of a day of filing.</summary>
/// <param name="Rules">The rules of markers.</param>
/// <param name="Announcements">The announcements known.</param>
/// <param name="FiledOn">The day of filing, a civil date in Europe/Warsaw.</param>
public sealed record RegisterMarking(JpkRules Rules, BookPage Announcements, LocalDate FiledOn);

using System.Globalization;
using Ksef.Offline.Outbox.Planning;
using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>How the dispatcher works. Checked as a whole by <see cref="Check"/> when a dispatcher is created.</summary>
public sealed record DispatcherOptions
{
    /// <summary>The name of this process in leases and evidence; the workers add their number. <c>dispatcher</c> by default.</summary>
    public string Name { get; init; } = "dispatcher";

    /// <summary>How many workers; 2 by default.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>How many entries of one taxpayer a worker takes into its hands at once; 500 by default. Also the greatest batch.</summary>
    public int Portion { get; init; } = 500;

    /// <summary>How long a lease lasts; it is renewed at each third of it while an attempt runs. Two minutes by default.</summary>
    public Duration LeaseDuration { get; init; } = Duration.FromMinutes(2);

    /// <summary>How far the clocks of processes on one store may lie apart; 30 seconds by default.</summary>
    public Duration MaxClockSkew { get; init; } = Duration.FromSeconds(30);

    /// <summary>After so long an interactive attempt, or a search, is given up; 60 seconds by default.</summary>
    public Duration AttemptTimeout { get; init; } = Duration.FromSeconds(60);

    /// <summary>After so long a batch is given up; one hour by default.</summary>
    public Duration BatchTimeout { get; init; } = Duration.FromHours(1);

    /// <summary>How long a stopping dispatcher waits for attempts under way before it cancels them; 20 seconds by default.</summary>
    public Duration StopGrace { get; init; } = Duration.FromSeconds(20);

    /// <summary>How long a worker without work waits before it looks again; 5 seconds by default.</summary>
    public Duration IdleDelay { get; init; } = Duration.FromSeconds(5);

    /// <summary>After so long at one taxpayer's queue a worker lays the rest of its portion back where another taxpayer waits; one minute by default. What is under way is finished.</summary>
    public Duration TurnTime { get; init; } = Duration.FromMinutes(1);

    /// <summary>How often announcements are read, deadlines recomputed and missing UPOs fetched; 30 seconds by default.</summary>
    public Duration HousekeepingInterval { get; init; } = Duration.FromSeconds(30);

    /// <summary>The first and the greatest delay after failures.</summary>
    public BackOff BackOff { get; init; } = new();

    /// <summary>After so many attempts in a row that ended in an unexpected exception, the last of them alone, an entry is set aside (<see cref="States.OutboxState.Held"/>); 5 by default.</summary>
    public int PoisonAfter { get; init; } = 5;

    /// <summary>When a batch is worth while.</summary>
    public ConsignmentRules Consignments { get; init; } = ConsignmentRules.Default;

    /// <summary>What is wrong with these options; empty when they can be used. Findings KO5020 and KO5021.</summary>
    public IReadOnlyList<Finding> Check()
    {
        var findings = new List<Finding>();
        void Positive(string name, bool ok, object value)
        {
            if (!ok) findings.Add(Wrong("KO5020", name, Text(value), $"{name} ({Text(value)}) must be greater than zero.", $"{name} ({Text(value)}) musi być większe od zera."));
        }

        Positive(nameof(Workers), Workers > 0, Workers);
        Positive(nameof(Portion), Portion > 0, Portion);
        Positive(nameof(PoisonAfter), PoisonAfter > 0, PoisonAfter);
        Positive(nameof(LeaseDuration), LeaseDuration > Duration.Zero, LeaseDuration);
        Positive(nameof(AttemptTimeout), AttemptTimeout > Duration.Zero, AttemptTimeout);
        Positive(nameof(BatchTimeout), BatchTimeout > Duration.Zero, BatchTimeout);
        Positive(nameof(IdleDelay), IdleDelay > Duration.Zero, IdleDelay);
        Positive(nameof(TurnTime), TurnTime > Duration.Zero, TurnTime);
        Positive(nameof(HousekeepingInterval), HousekeepingInterval > Duration.Zero, HousekeepingInterval);
        Positive(nameof(BackOff) + "." + nameof(BackOff.First), BackOff.First > Duration.Zero && BackOff.Greatest >= BackOff.First, BackOff.First);
        Positive(nameof(ConsignmentRules.BatchFrom), Consignments.BatchFrom > 0, Consignments.BatchFrom);
        Positive(nameof(ConsignmentRules.BatchMax), Consignments.BatchMax > 0, Consignments.BatchMax);
        if (LeaseDuration <= MaxClockSkew * 3)
        {
            findings.Add(Wrong(
                "KO5021", nameof(LeaseDuration), Text(LeaseDuration),
                $"LeaseDuration ({Text(LeaseDuration)}) must exceed three times MaxClockSkew ({Text(MaxClockSkew)}): it is renewed at each third of it, and two workers may else hold one invoice.",
                $"LeaseDuration ({Text(LeaseDuration)}) musi być większe niż trzykrotność MaxClockSkew ({Text(MaxClockSkew)}): dzierżawa jest odnawiana co jedną trzecią, inaczej dwóch pracowników może trzymać jedną fakturę."));
        }
        return findings;
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static Finding Wrong(string code, string path, string value, string message, string messagePl) => new()
    {
        Code = code,
        Severity = FindingSeverity.Error,
        Path = path,
        Value = value,
        Message = message,
        MessagePl = messagePl,
        Basis = "options of the dispatcher",
    };
}

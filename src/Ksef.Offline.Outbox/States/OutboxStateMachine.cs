using Kind = Ksef.Offline.Outbox.States.OutboxEventKind;
using State = Ksef.Offline.Outbox.States.OutboxState;

namespace Ksef.Offline.Outbox.States;

/// <summary>The table of states: for every state and every event the state that follows, or null where the event is refused. Pure, complete, thread-safe.</summary>
/// <remarks>
/// Three rules carry it. What may be in KSeF is never sent and never withdrawn before it was looked for. KSeF's word that it accepted an invoice with our hash is taken in
/// every state in which bytes exist. Everything that only a person can decide ends in a state that no worker leases.
/// </remarks>
public static class OutboxStateMachine
{
    private static readonly State?[,] Table = Build();

    /// <summary>All states, in the order of their numbers.</summary>
    public static IReadOnlyList<State> States { get; } = Enum.GetValues<State>();

    /// <summary>All kinds of events, in the order of their numbers.</summary>
    public static IReadOnlyList<Kind> Events { get; } = Enum.GetValues<Kind>();

    /// <summary>The state that follows, or null where the event is refused.</summary>
    /// <param name="state">The present state.</param>
    /// <param name="kind">What happened.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not a member of its enumeration.</exception>
    public static State? Next(State state, Kind kind)
    {
        if (!Enum.IsDefined(state)) throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of the outbox.");
        if (!Enum.IsDefined(kind)) throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an event of the outbox.");
        return Table[(int)state, (int)kind];
    }

    /// <summary>True for the states that workers lease: issued, leased, submitted, unknown.</summary>
    /// <param name="state">The state.</param>
    public static bool IsWorkable(State state) => state is State.Issued or State.Leased or State.Submitted or State.Unknown;

    /// <summary>True for the states in which nothing more is to be done: accepted, rejected, withdrawn. Their deadlines are not recomputed.</summary>
    /// <param name="state">The state.</param>
    public static bool IsFinal(State state) => state is State.Accepted or State.Rejected or State.Withdrawn;

    private static State?[,] Build()
    {
        var table = new State?[Enum.GetValues<State>().Length, Enum.GetValues<Kind>().Length];
        void On(State from, Kind kind, State to) => table[(int)from, (int)kind] = to;

        foreach (var state in Enum.GetValues<State>())
        {
            // An operator may take anything into his hands; only an issued invoice thereby changes its state.
            On(state, Kind.LeaseTaken, state == State.Issued ? State.Leased : state);
            On(state, Kind.LeaseEnded, state == State.Leased ? State.Issued : state);
            if (state is not (State.Issued or State.Blocked)) On(state, Kind.Accepted, State.Accepted);
        }

        foreach (var state in new[] { State.Leased, State.Submitted, State.Unknown, State.Held })
        {
            var held = state == State.Held;
            On(state, Kind.TakenOver, State.Submitted);
            On(state, Kind.NotSent, held ? State.Held : State.Issued);
            On(state, Kind.OutcomeLost, held ? State.Held : State.Unknown);
            On(state, Kind.RefusedCorrectable, State.AwaitingCorrection);
            On(state, Kind.RefusedFinally, State.Rejected);
            On(state, Kind.RefusedForPerson, State.Held);
            On(state, Kind.RefusedAsCollision, State.DuplicateConflict);
        }

        foreach (var state in new[] { State.Issued, State.Leased, State.Submitted, State.Unknown, State.AwaitingCorrection, State.DuplicateConflict, State.Held })
            On(state, Kind.Held, State.Held);
        foreach (var state in new[] { State.Issued, State.Leased, State.AwaitingCorrection, State.Held }) On(state, Kind.DutyLifted, State.Held);
        foreach (var state in new[] { State.Submitted, State.Unknown, State.Blocked, State.DuplicateConflict }) On(state, Kind.DutyLifted, state);
        foreach (var state in new[] { State.Issued, State.Leased, State.Held }) On(state, Kind.ModeDecided, state);
        foreach (var state in new[] { State.Issued, State.Leased, State.AwaitingCorrection, State.Blocked, State.Held, State.DuplicateConflict })
            On(state, Kind.Withdrawn, State.Withdrawn);
        foreach (var state in new[] { State.Held, State.AwaitingCorrection })
        {
            On(state, Kind.ReleasedUnsent, State.Issued);
            On(state, Kind.ReleasedUncertain, State.Unknown);
        }

        On(State.Leased, Kind.SendingMarked, State.Unknown);
        On(State.AwaitingCorrection, Kind.CorrectionSupplied, State.Issued);
        On(State.Blocked, Kind.OriginalNumbered, State.Issued);
        On(State.Blocked, Kind.OriginalLost, State.Blocked);
        On(State.DuplicateConflict, Kind.RefusedAsCollision, State.DuplicateConflict);
        On(State.DuplicateConflict, Kind.CollisionReexamined, State.Unknown);
        return table;
    }
}

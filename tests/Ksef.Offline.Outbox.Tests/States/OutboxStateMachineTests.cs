using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Outbox.States;

namespace Ksef.Offline.Outbox.Tests.States;

public sealed class OutboxStateMachineTests
{
    [Fact]
    public void Every_event_in_every_state_is_defined()
    {
        foreach (var state in OutboxStateMachine.States)
        {
            foreach (var kind in OutboxStateMachine.Events)
            {
                var next = OutboxStateMachine.Next(state, kind);
                Assert.True(next is null || Enum.IsDefined(next.Value));
            }
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => OutboxStateMachine.Next((OutboxState)99, OutboxEventKind.Held));
        Assert.Throws<ArgumentOutOfRangeException>(() => OutboxStateMachine.Next(OutboxState.Issued, (OutboxEventKind)99));
    }

    [Fact]
    public void What_may_be_in_KSeF_becomes_sendable_only_by_proof_of_absence()
    {
        foreach (var state in new[] { OutboxState.Submitted, OutboxState.Unknown })
        {
            foreach (var kind in OutboxStateMachine.Events)
            {
                if (OutboxStateMachine.Next(state, kind) is OutboxState.Issued or OutboxState.Leased) Assert.Equal(OutboxEventKind.NotSent, kind);
                Assert.NotEqual(OutboxState.Withdrawn, OutboxStateMachine.Next(state, kind));
            }
        }
    }

    [Fact]
    public void Only_a_leased_entry_is_marked_for_sending_and_the_mark_leaves_it_unknown()
    {
        foreach (var state in OutboxStateMachine.States)
            Assert.Equal(state == OutboxState.Leased ? OutboxState.Unknown : (OutboxState?)null, OutboxStateMachine.Next(state, OutboxEventKind.SendingMarked));
    }

    [Fact]
    public void A_number_once_given_is_never_taken_away() => Assert.All(
        OutboxStateMachine.Events, kind => Assert.True(OutboxStateMachine.Next(OutboxState.Accepted, kind) is null or OutboxState.Accepted));

    [Fact]
    public void Random_event_sequences_never_leave_the_table() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), numbers =>
        {
            var state = OutboxState.Issued;
            foreach (var number in numbers)
            {
                var kind = OutboxStateMachine.Events[(int)((uint)number % (uint)OutboxStateMachine.Events.Count)];
                state = OutboxStateMachine.Next(state, kind) ?? state;
                if (!Enum.IsDefined(state)) return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_state_is_reached_and_from_every_open_state_an_end_is_reached()
    {
        Assert.Equal(OutboxStateMachine.States.Count, Reached([OutboxState.Issued, OutboxState.Blocked]).Count);
        foreach (var state in OutboxStateMachine.States) Assert.Contains(Reached([state]), OutboxStateMachine.IsFinal);
    }

    [Fact]
    public void The_document_beside_the_code_shows_this_table()
    {
        var path = Path.Combine(Repository(), "src", "Ksef.Offline.Outbox", "States.md");
        if (Environment.GetEnvironmentVariable("KSEF_OFFLINE_REGENERATE") == "1") File.WriteAllText(path, StateTable.Render());
        Assert.Equal(StateTable.Render(), File.ReadAllText(path));
    }

    private static HashSet<OutboxState> Reached(IEnumerable<OutboxState> from)
    {
        var reached = new HashSet<OutboxState>(from);
        var open = new Queue<OutboxState>(reached);
        while (open.TryDequeue(out var state))
        {
            foreach (var next in OutboxStateMachine.Events.Select(kind => OutboxStateMachine.Next(state, kind)).OfType<OutboxState>())
            {
                if (reached.Add(next)) open.Enqueue(next);
            }
        }
        return reached;
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ksef.Offline.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}

using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Ksef.Offline.Architecture.Tests;

/// <summary>The id of an event means one message in the whole house, so that a filter of an application hits what it aims at.</summary>
public sealed class LogEventTests
{
    [Fact]
    public void An_event_id_means_one_message()
    {
        var events = Rooms.Arrows.Keys.SelectMany(room => Rooms.Load(room).GetTypes())
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(m => (Method: m, Message: m.GetCustomAttribute<LoggerMessageAttribute>())).Where(e => e.Message is not null).ToList();
        Assert.True(events.Count > 25, "the search for log messages finds too few");
        Assert.All(events, e => Assert.True(e.Message!.EventId > 0, $"{e.Method.DeclaringType}.{e.Method.Name} has no event id"));
        Assert.Empty(events.GroupBy(e => e.Message!.EventId).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(e => e.Method.Name))}"));
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;

namespace Ksef.Offline.Architecture.Tests;

/// <summary>Nothing is shared behind the caller's back: no mutable static field in any room.</summary>
public sealed class StateTests
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Theory, MemberData(nameof(Rooms.Names), MemberType = typeof(Rooms))]
    public void A_static_field_is_never_written_after_its_type_is_ready(string room)
    {
        var mutable = Rooms.Load(room).GetTypes()
            .Where(t => t.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !t.Name.StartsWith('<') && !(t.DeclaringType?.Name.StartsWith('<') ?? false))
            .SelectMany(t => t.GetFields(Statics))
            .Where(f => !f.IsInitOnly && !f.IsLiteral && !f.Name.StartsWith('<') && f.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
            // Source generators (logging, JSON, regex) keep caches of their own; they are written once and hold nothing of ours.
            .Where(f => f.DeclaringType!.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is null && !f.Name.StartsWith("__", StringComparison.Ordinal) && f.DeclaringType?.BaseType?.Name != "JsonSerializerContext")
            .Select(f => $"{f.DeclaringType}.{f.Name}");
        Assert.Empty(mutable);
    }
}

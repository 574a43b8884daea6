using System.Reflection;
using System.Runtime.CompilerServices;

namespace Ksef.Offline.Architecture.Tests;

/// <summary>The public face has one shape in every room: what waits says so and can be stopped, and nobody inherits by accident.</summary>
public sealed class ApiShapeTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Theory, MemberData(nameof(Rooms.Names), MemberType = typeof(Rooms))]
    public void What_waits_ends_in_Async_and_takes_its_token_last(string room)
    {
        var wrong = Rooms.Load(room).GetExportedTypes().SelectMany(t => t.GetMethods(Declared)).Where(m => Waits(m.ReturnType) && !IsTest(m) && !IsTheFrameworks(m))
            .Where(m => !m.Name.EndsWith("Async", StringComparison.Ordinal) || m.GetParameters() is not [.., { ParameterType: var last }] || last != typeof(CancellationToken))
            .Select(m => $"{m.DeclaringType}.{m.Name}");
        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(Rooms.Names), MemberType = typeof(Rooms))]
    public void A_port_leaves_no_token_out(string room)
    {
        var wrong = Rooms.Load(room).GetExportedTypes().Where(t => t.IsInterface).SelectMany(t => t.GetMethods(Declared)).SelectMany(m => m.GetParameters())
            .Where(p => p.ParameterType == typeof(CancellationToken) && p.HasDefaultValue).Select(p => $"{p.Member.DeclaringType}.{p.Member.Name}");
        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(Rooms.Names), MemberType = typeof(Rooms))]
    public void A_class_is_sealed_unless_it_is_made_to_be_inherited(string room)
    {
        var open = Rooms.Load(room).GetTypes().Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && !t.Name.StartsWith('<') && t.GetCustomAttribute<CompilerGeneratedAttribute>() is null);
        Assert.Empty(open);
    }

    private static bool Waits(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    // Suites that stores and gateways inherit are tests: their names are sentences.
    private static bool IsTest(MethodInfo method) => method.GetCustomAttributes().Any(a => a is Xunit.v3.IFactAttribute);

    private static bool IsTheFrameworks(MethodInfo method) => method.Name is nameof(IAsyncDisposable.DisposeAsync) or nameof(IAsyncLifetime.InitializeAsync);

}

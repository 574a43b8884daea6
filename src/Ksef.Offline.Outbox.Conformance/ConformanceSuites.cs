using System.Reflection;

namespace Ksef.Offline.Outbox.Conformance;

/// <summary>Finds suites that a test assembly forgot to inherit: a store that is not tested is not proved.</summary>
public static class ConformanceSuites
{
    /// <summary>All suites of this package.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        .. typeof(ConformanceSuites).Assembly.GetExportedTypes()
            .Where(t => t is { IsAbstract: true, IsSealed: false } && t.Name.EndsWith("Conformance", StringComparison.Ordinal) && t != typeof(OutboxConformance))
            .OrderBy(t => t.Name, StringComparer.Ordinal),
    ];

    /// <summary>The suites that no class of a test assembly inherits whose name begins with the subject.</summary>
    /// <param name="tests">The assembly with the tests.</param>
    /// <param name="subject">How the names of its classes begin, for example <c>Sqlite</c>.</param>
    /// <param name="except">Suites that do not concern the subject.</param>
    public static IReadOnlyList<Type> MissingFrom(Assembly tests, string subject, params IReadOnlyList<Type> except)
    {
        ArgumentNullException.ThrowIfNull(tests);
        ArgumentException.ThrowIfNullOrEmpty(subject);
        var classes = tests.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.Name.StartsWith(subject, StringComparison.Ordinal)).ToList();
        return [.. All.Where(suite => !except.Contains(suite) && !classes.Exists(suite.IsAssignableFrom))];
    }
}

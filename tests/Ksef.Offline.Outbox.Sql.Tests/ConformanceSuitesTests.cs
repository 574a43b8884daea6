using System.Reflection;
using Ksef.Offline.Outbox.Conformance;

namespace Ksef.Offline.Outbox.Sql.Tests;

public sealed class ConformanceSuitesTests
{
    // A gateway is not a matter of databases; its proof lies in the tests of Http.
    private static readonly Type[] Elsewhere = [.. ConformanceSuites.All.Where(s => s.Name.StartsWith("InvoiceGateway", StringComparison.Ordinal))];

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    [InlineData("Stranger")]
    public void Every_dialect_inherits_every_suite(string dialect) => Assert.Empty(ConformanceSuites.MissingFrom(Assembly.GetExecutingAssembly(), dialect, Elsewhere));
}

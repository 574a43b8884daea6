namespace Ksef.Offline.Cli;

/// <summary>Reads <c>test</c>, <c>demo</c> or <c>prod</c>, with another host for the codes where one is given.</summary>
internal static class EnvironmentText
{
    public static KsefEnvironment Parse(string name, string? qrHost = null)
    {
        var environment = name switch
        {
            "test" => KsefEnvironment.Test,
            "demo" => KsefEnvironment.Demo,
            "prod" => KsefEnvironment.Production,
            _ => throw new UsageException($"'{name}' is not an environment: it takes test, demo or prod."),
        };
        if (qrHost is null) return environment;
        try
        {
            return KsefEnvironment.Custom(environment.Name, environment.ApiBaseAddress, environment.LatarniaBaseAddress, qrHost, environment.IsProduction);
        }
        catch (ArgumentException)
        {
            throw new UsageException($"'{qrHost}' is not a host for codes: it takes a bare host name, or host:port, without scheme, path or trailing slash.");
        }
    }
}

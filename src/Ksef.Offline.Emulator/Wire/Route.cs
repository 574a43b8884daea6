namespace Ksef.Offline.Emulator.Wire;

/// <summary>One row of the route table: method, template below /v2, who may call, which window of the limits counts it, what it does.</summary>
internal sealed record Route(string Method, string Template, Access Access, string Group, Func<Call, Answer> Handle)
{
    private static readonly string[] Anyone = [];

    /// <summary>One of these permissions is needed; none listed: any authenticated caller.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = Anyone;

    /// <summary>Whether the request has a JSON body that must be an object.</summary>
    public bool HasBody { get; init; }

    /// <summary>Whether a JSON body may come, or not.</summary>
    public bool BodyIsOptional { get; init; }

    /// <summary>Whether the body is XML (the signed login document).</summary>
    public bool TakesXml { get; init; }

    public string[] Segments { get; } = Template.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public static Route Get(string template, Access access, string group, Func<Call, Answer> handle, params string[] permissions) =>
        new("GET", template, access, group, handle) { Permissions = permissions };

    public static Route Post(string template, Access access, string group, Func<Call, Answer> handle, params string[] permissions) =>
        new("POST", template, access, group, handle) { Permissions = permissions };

    public static Route Delete(string template, Access access, string group, Func<Call, Answer> handle, params string[] permissions) =>
        new("DELETE", template, access, group, handle) { Permissions = permissions };

    /// <summary>The same route with a JSON body.</summary>
    public Route Body() => this with { HasBody = true };
}

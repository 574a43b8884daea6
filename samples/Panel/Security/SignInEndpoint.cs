namespace Panel.Security;

/// <summary>Marks the forms of signing in and out.</summary>
internal sealed record SignInEndpoint;

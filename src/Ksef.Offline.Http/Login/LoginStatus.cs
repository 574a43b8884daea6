namespace Ksef.Offline.Http.Login;

/// <summary>What a person can do about a refused login. Source: API documentation, statuses of <c>GET /auth/{referenceNumber}</c>.</summary>
internal static class LoginStatus
{
    public static string Advice(int code) => code switch
    {
        415 => "The subject holds no permission in this context: have the taxpayer grant one.",
        425 => "The login was revoked: log in again.",
        450 => "The KSeF token is wrong, revoked, inactive or of another context: generate a new one.",
        460 => "The certificate is invalid, expired, revoked, suspended or not trusted: use another one.",
        470 => "The owner of the certificate has died.",
        480 => "KSeF blocked the context as a suspected incident; only the Ministry's web form lifts that. Invoices may still be issued offline24.",
        _ => "",
    };
}

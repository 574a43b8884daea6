using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Http.Batch;

namespace Ksef.Offline.Http;

/// <summary>How a <see cref="KsefGateway"/> behaves: which KSeF, how long to wait, how big the packages. Every default is meant for production.</summary>
/// <remarks>Immutable, thread-safe. Checked as a whole by <see cref="Validate"/>, which the gateway calls first.</remarks>
public sealed record KsefGatewayOptions
{
    /// <summary>Which KSeF to talk to.</summary>
    public required KsefEnvironment Environment { get; init; }

    /// <summary>The longest that one call may take, body included. Default 30 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest that the upload of one part of a package may take. Default 20 minutes, which is what KSeF allows for each part.</summary>
    public TimeSpan UploadTimeout { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How often a call without effect (a question, a login step, closing a session) is repeated after a failure of network or gateway. Default 3. A call whose outcome is unknown and has an effect is never repeated.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The pause before the first repetition; it doubles each time, with jitter. Default 500 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a call may wait for the allowance of KSeF before it gives up and says when to come back. Default 2 s.</summary>
    public TimeSpan MaxBudgetWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an interactive session is kept open after its last invoice. Default 5 minutes.</summary>
    public TimeSpan SessionIdleTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many invoices go into one interactive session before a new one is opened. Default 10,000, the limit of KSeF.</summary>
    public int InvoicesPerSession { get; init; } = 10_000;

    /// <summary>The first pause before asking what became of an invoice; it grows with its age up to a minute. Default 3 s.</summary>
    public TimeSpan AskAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long after an attempt the answer "KSeF does not have it" is not yet trusted. Default 30 s.</summary>
    public TimeSpan AbsenceGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far this machine's clock may be from that of KSeF before a warning is logged. Default 2 minutes.</summary>
    public TimeSpan ClockSkewTolerance { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>True to refuse to log in, and so to send, where the clock is off by more than <see cref="ClockSkewTolerance"/>. Default false: a warning.</summary>
    public bool RefuseOnClockSkew { get; init; }

    /// <summary>True to fetch the receipt (UPO) of every accepted invoice at once. Default true.</summary>
    public bool FetchUpo { get; init; } = true;

    /// <summary>The kind of package of a batch session. Default <see cref="PackageFormat.TarGz"/>.</summary>
    public PackageFormat PackageFormat { get; init; } = PackageFormat.TarGz;

    /// <summary>The greatest size of a part of a package before encryption, in bytes. Default 100,000,000, the limit of KSeF.</summary>
    public long PartSize { get; init; } = 100_000_000;

    /// <summary>The greatest file without an attachment, in bytes. Default 1,000,000, the published limit (decimal megabytes); KSeF may grant a taxpayer more.</summary>
    public int MaxSizeWithoutAttachment { get; init; } = 1_000_000;

    /// <summary>The greatest file with an attachment (<c>Zalacznik</c>), in bytes. Default 3,000,000, the published limit; KSeF may grant a taxpayer more.</summary>
    public int MaxSizeWithAttachment { get; init; } = 3_000_000;

    /// <summary>How many parts of a package are uploaded at once. Default 4.</summary>
    public int ParallelUploads { get; init; } = 4;

    /// <summary>Where the encrypted parts of a package wait for their upload; null keeps them in memory, which suits packages of a few megabytes. Default null.</summary>
    public IPartSpool? PartSpool { get; init; }

    /// <summary>A policy of your own for the certificates that KSeF publishes to encrypt for it (chain, issuer, pin); return false to refuse one. Default null: KSeF's TLS is trusted.</summary>
    public Func<X509Certificate2, bool>? AcceptEncryptionCertificate { get; init; }

    /// <summary>Checks every option and the options against each other.</summary>
    /// <exception cref="ArgumentException">One or more do not fit; the message names each with its value and the rule.</exception>
    public void Validate()
    {
        var errors = new List<string>();
        void Check(bool ok, string what) { if (!ok) errors.Add(what); }
        Check(Environment is not null, "Environment is missing.");
        Check(CallTimeout > TimeSpan.Zero, $"CallTimeout ({CallTimeout}) must be positive.");
        Check(UploadTimeout >= CallTimeout, $"UploadTimeout ({UploadTimeout}) must not be shorter than CallTimeout ({CallTimeout}).");
        Check(Retries is >= 0 and <= 10, $"Retries ({Retries}) must be between 0 and 10.");
        Check(RetryDelay >= TimeSpan.Zero && RetryDelay <= TimeSpan.FromMinutes(1), $"RetryDelay ({RetryDelay}) must be between zero and a minute.");
        Check(MaxBudgetWait >= TimeSpan.Zero, $"MaxBudgetWait ({MaxBudgetWait}) must not be negative.");
        Check(SessionIdleTime > TimeSpan.Zero && SessionIdleTime <= TimeSpan.FromHours(12), $"SessionIdleTime ({SessionIdleTime}) must be positive and at most the twelve hours that a session lives.");
        Check(InvoicesPerSession is >= 1 and <= 10_000, $"InvoicesPerSession ({InvoicesPerSession}) must be between 1 and 10,000.");
        Check(AskAfter > TimeSpan.Zero, $"AskAfter ({AskAfter}) must be positive.");
        Check(AbsenceGrace >= TimeSpan.Zero, $"AbsenceGrace ({AbsenceGrace}) must not be negative.");
        Check(ClockSkewTolerance > TimeSpan.Zero, $"ClockSkewTolerance ({ClockSkewTolerance}) must be positive.");
        Check(PartSize is >= 1 and <= 100_000_000, $"PartSize ({PartSize}) must be between 1 and 100,000,000 bytes.");
        Check(MaxSizeWithoutAttachment >= 1, $"MaxSizeWithoutAttachment ({MaxSizeWithoutAttachment}) must be positive.");
        Check(MaxSizeWithAttachment >= MaxSizeWithoutAttachment, $"MaxSizeWithAttachment ({MaxSizeWithAttachment}) must not be below MaxSizeWithoutAttachment ({MaxSizeWithoutAttachment}).");
        Check(ParallelUploads is >= 1 and <= 50, $"ParallelUploads ({ParallelUploads}) must be between 1 and 50.");
        if (errors.Count > 0) throw new ArgumentException(string.Join(" ", errors));
    }
}

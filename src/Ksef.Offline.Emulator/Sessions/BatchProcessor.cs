using System.Security.Cryptography;
using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>Takes a closed batch session through: parts, decryption, package, invoices. All verdicts become known in one transaction; a kill in between starts it over.</summary>
internal sealed class BatchProcessor(EmulatorState state) : IAsyncDisposable
{
    private const int Together = 64;
    private readonly HashSet<Task> _running = [];
    private readonly CancellationTokenSource _stop = new();

    public void Start(Session session)
    {
        var work = Task.Run(() => Process(session));
        lock (_running) _running.Add(work);
        work.ContinueWith(
            done =>
            {
                lock (_running) _running.Remove(done);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Done when nothing is being unpacked.</summary>
    public Task WhenIdleAsync()
    {
        lock (_running) return Task.WhenAll(_running.ToArray());
    }

    /// <summary>What was closed but not through when the last process ended.</summary>
    public void Resume()
    {
        foreach (var session in state.Store.Sessions.Values.Where(s => s.IsBatch && s.Closed is not null && s.Processed is null && s.Failure == 0).ToArray()) Start(session);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await WhenIdleAsync();
        _stop.Dispose();
    }

    private void Process(Session session)
    {
        try
        {
            var (failure, details, invoices) = Unpack(session);
            lock (state.Gate)
            {
                session.Failure = failure;
                session.FailureDetails = details;
                session.Processed = session.Updated = state.Clock.GetUtcNow();
                session.UpoReference = failure == 0 ? state.References.Next("EU", session.Processed.Value) : null;
                var settled = new List<Entity> { session };
                foreach (var (sent, verdict, at, length) in invoices) settled.Add(state.Store.Index(state.Judge.Settle(sent with { ReceivedAt = session.Processed.Value }, verdict, at, length)));
                state.Store.Save([.. settled]);
            }
            state.Spool.Forget(session.Reference, session.Package!.Parts.Count);
        }
        catch (OperationCanceledException)
        {
            // the emulator stops; the next start on the same folder takes the session up again
        }
        catch (Exception e)
        {
            state.Report(e);
            lock (state.Gate)
            {
                (session.Failure, session.Processed) = (500, state.Clock.GetUtcNow());
                state.Store.Save(session);
            }
        }
    }

    private (int Failure, IReadOnlyList<string> Details, List<(Submission, Verdict, long, int)> Invoices) Unpack(Session session)
    {
        var package = session.Package!;
        if (session.Key is null) return (415, [], []);
        foreach (var part in package.Parts)
            if (part.UploadedHash != part.Hash) return (405, [$"Skrót części {part.Ordinal} różni się od zadeklarowanego."], []);
        using var file = state.Spool.CreatePackage(session.Reference);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var part in package.Parts) Decrypt(session, part, file, hash);
            if (file.Length != package.Size) return (405, [$"Pakiet ma {file.Length} bajtów, zadeklarowano {package.Size}."], []);
            if (InvoiceHash.FromBytes(hash.GetHashAndReset()) != package.Hash) return (405, ["Skrót pakietu różni się od zadeklarowanego."], []);
        }
        catch (CryptographicException)
        {
            return (435, [], []);
        }
        file.Position = 0;
        try
        {
            return (0, [], JudgeAll(session, package, file));
        }
        catch (InvalidDataException e)
        {
            return (430, [e.Message], []);
        }
        catch (TooManyInvoicesException)
        {
            return (420, [$"Sesja może mieć {state.Quotas.InvoicesPerSession(session)} faktur."], []);
        }
    }

    private void Decrypt(Session session, BatchPart part, Stream target, IncrementalHash hash)
    {
        using var source = state.Spool.OpenPart(session.Reference, part.Ordinal);
        using var aes = Aes.Create();
        (aes.Key, aes.IV) = (session.Key!, session.Iv);
        using var plain = new CryptoStream(source, aes.CreateDecryptor(), CryptoStreamMode.Read);
        var buffer = new byte[81_920];
        while (plain.Read(buffer) is > 0 and var n)
        {
            _stop.Token.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, n);
            target.Write(buffer, 0, n);
        }
    }

    private List<(Submission, Verdict, long, int)> JudgeAll(Session session, BatchPackage package, Stream file)
    {
        var results = new List<(Submission, Verdict, long, int)>();
        var limit = state.Quotas.InvoicesPerSession(session);
        var greatest = Math.Max(state.Quotas.AttachmentBytes(session), state.Quotas.InvoiceBytes(session));
        foreach (var chunk in PackageReader.Read(file, package.TarGz, greatest, limit).Chunk(Together))
        {
            _stop.Token.ThrowIfCancellationRequested();
            if (results.Count + chunk.Length > limit) throw new TooManyInvoicesException();
            var judged = new (Submission, Verdict, long, int)[chunk.Length];
            Parallel.For(0, chunk.Length, i =>
            {
                var (name, bytes) = chunk[i];
                var sent = new Submission(session, results.Count + i + 1, InvoiceHash.Of(bytes), session.Created, session.Created) { FileName = name };
                var verdict = state.Judge.Judge(bytes, session, package.Offline, session.Created, package.Permissions);
                judged[i] = (sent, verdict, verdict.Code == 200 ? state.Blobs.Append(bytes) : 0, bytes.Length);
            });
            results.AddRange(judged);
        }
        return results;
    }
}

using System.Globalization;
using System.Xml;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Writing;
using Ksef.Offline.Invoices.Xml;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>Judges FA(3) files: XML, structure and values by the official schema (XSD 1.0), KSeF's file rules, then the rules between fields.</summary>
/// <remarks>
/// <para>
/// Works on bytes in one forward pass without a model, in memory that does not grow with the file. It never throws for bad data: every mistake
/// is a <see cref="Finding"/> with code, path, line, column, value, texts in English and Polish, and its basis. Rules and their severities:
/// only what KSeF publishes as a reason to reject is an <see cref="FindingSeverity.Error"/> unless <see cref="InvoiceValidatorOptions.Severities"/> says otherwise.
/// </para>
/// <para>Immutable, thread-safe: one instance serves all threads.</para>
/// </remarks>
/// <example>
/// <code>
/// var verdict = new InvoiceValidator().Validate(file);
/// if (!verdict.IsValid) foreach (var finding in verdict.Findings) log(finding.MessagePl);
/// </code>
/// </example>
public sealed class InvoiceValidator
{
    private readonly InvoiceValidatorOptions _options;
    private InvoiceRules? _spare;

    /// <summary>Judges everything, as the test environment does.</summary>
    public InvoiceValidator()
        : this(InvoiceValidatorOptions.Default)
    {
    }

    /// <summary>Judges what the options say.</summary>
    /// <param name="options">What to look at and how severely.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit of the options is below 1.</exception>
    public InvoiceValidator(InvoiceValidatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxFindings, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxFileSize, 1);
        _options = options;
    }

    /// <summary>Judges a file.</summary>
    /// <param name="file">The bytes exactly as they would be sent.</param>
    public InvoiceVerdict Validate(ReadOnlySpan<byte> file)
    {
        var sink = new FindingSink(_options);
        if (file.Length > _options.MaxFileSize)
        {
            AddFile(sink, "KO1011", file.Length, _options.MaxFileSize, "T-8", "it is refused unread", "nie zostanie odczytany");
            return sink.ToVerdict();
        }
        if (!Pass(file, trustDeclaration: false, sink)) Transcode(file, sink);
        return sink.ToVerdict();
    }

    /// <summary>Judges a model as the file would be judged that <see cref="InvoiceWriter"/> makes of it, without writing it; size alone is not judged.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <exception cref="ArgumentNullException"><paramref name="invoice"/> is null.</exception>
    public InvoiceVerdict Check(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        var sink = new FindingSink(_options);
        var rules = _options.SemanticRules ? TakeRules(fromModel: true) : null;
        var pass = new ModelPass(_options, sink, rules);
        try
        {
            InvoiceWalk.Invoice(ref pass, invoice);
            if (rules is not null) pass.ReportHits(rules);
            return sink.ToVerdict();
        }
        finally
        {
            pass.Dispose();
            Volatile.Write(ref _spare, rules);
        }
    }

    /// <summary>Rules hold arrays for every path; one set is kept for the next call, further threads make their own.</summary>
    private InvoiceRules TakeRules(bool fromModel = false)
    {
        var rules = Interlocked.Exchange(ref _spare, null) ?? new InvoiceRules();
        rules.Reset(_options, fromModel);
        return rules;
    }

    /// <summary>False when the file is in another encoding, which has to be undone first.</summary>
    private bool Pass(ReadOnlySpan<byte> file, bool trustDeclaration, FindingSink sink)
    {
        var rules = _options.SemanticRules ? TakeRules() : null;
        var pass = new StructurePass(file, trustDeclaration, GrammarChecks.Fa3, _options, sink, rules);
        try
        {
            pass.Run();
            if (pass.Fault == XmlFault.Foreign) return false;
            if (_options.FileRules) CheckSize(sink, file.Length, pass.HasAttachment);
            if (rules is not null) pass.ReportHits(rules);
            return true;
        }
        finally
        {
            pass.Dispose();
            Volatile.Write(ref _spare, rules);
        }
    }

    private void Transcode(ReadOnlySpan<byte> file, FindingSink sink)
    {
        var readable = XmlTranscoder.TryTranscode(file, out var utf8, out var error);
        if (_options.FileRules && error is null)
        {
            sink.Add(new Finding
            {
                Code = "KO1004",
                Severity = FindingSeverity.Error,
                Path = "/",
                Basis = "T-2, T-4",
                Line = 1,
                Column = 1,
                Message = "The file is in another encoding than UTF-8, or its XML declaration names another; KSeF takes UTF-8 only.",
                MessagePl = "Plik ma inne kodowanie niż UTF-8 albo deklaracja XML wskazuje inne; KSeF przyjmuje wyłącznie UTF-8.",
            });
        }
        if (readable) Pass(utf8, trustDeclaration: true, sink);
        else AddUnreadable(sink, error);
    }

    private static void AddUnreadable(FindingSink sink, XmlException? error)
    {
        var (code, message, messagePl, basis) = FileTexts.Fault(error is null ? XmlFault.TooComplex : XmlFault.Syntax);
        sink.Add(new Finding
        {
            Code = code,
            Severity = FindingSeverity.Error,
            Path = "/",
            Basis = basis,
            Line = error?.LineNumber,
            Column = error?.LinePosition,
            Message = error is null ? message : $"The file is not well-formed XML: {error.Message}",
            MessagePl = error is null ? messagePl : $"Plik nie jest poprawnym XML: {error.Message}",
        });
    }

    private void CheckSize(FindingSink sink, int size, bool hasAttachment)
    {
        var limit = hasAttachment ? _options.MaxSizeWithAttachment : _options.MaxSizeWithoutAttachment;
        if (size > limit) AddFile(sink, hasAttachment ? "KO1008" : "KO1007", size, limit, hasAttachment ? "T-9" : "T-8", hasAttachment ? "with an attachment" : "without an attachment", hasAttachment ? "z załącznikiem" : "bez załącznika");
    }

    private static void AddFile(FindingSink sink, string code, int size, int limit, string basis, string why, string whyPl) => sink.Add(new Finding
    {
        Code = code,
        Severity = FindingSeverity.Error,
        Path = "/",
        Value = size.ToString(CultureInfo.InvariantCulture),
        Basis = basis,
        Message = $"The file has {size} bytes, more than {limit}: {why}.",
        MessagePl = $"Plik ma {size} bajtów, więcej niż {limit}: {whyPl}.",
    });
}

using System.Buffers;
using System.Globalization;
using System.Text;
using Ksef.Offline.Invoices.Grammar;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>The rules between fields. It is told every element in the order of the document, by the pass over bytes and by the walk over a model alike.</summary>
/// <remarks>
/// Facts lie in arrays by the id of the path; those of repeating elements hold the current one. Lines are judged one by one as they end, so that
/// memory does not grow with them. Reused for one invoice after the other; not thread-safe.
/// </remarks>
internal sealed partial class InvoiceRules
{
    private static readonly Hook[] Hooks = BuildHooks();
    private static readonly bool[] LeavesOnly = [.. InvoiceGrammar.Fa3.Nodes.Select(n => n.Content is not null && n.Content.Elements.All(e => e.Content is null))];
    private readonly InvoiceGrammar _grammar = InvoiceGrammar.Fa3;
    private readonly int[] _seen = new int[InvoiceGrammar.Fa3.Nodes.Count];
    private readonly int[] _ordinals = new int[InvoiceGrammar.Fa3.Nodes.Count];
    private readonly decimal[] _numbers = new decimal[InvoiceGrammar.Fa3.Nodes.Count];
    private readonly long[] _integers = new long[InvoiceGrammar.Fa3.Nodes.Count];
    private readonly List<RuleHit> _hits = [];
    private InvoiceValidatorOptions _options = InvoiceValidatorOptions.Default;
    private bool _inValue, _fromModel;

    private enum Hook : byte
    {
        None, Nip, CheckedNip, InternalId, VatNumber, OtherId, KsefNumber, AccountNumber, Regon, Bdo, Gtin, Gln, InvoiceNumber, ExemptText, PaymentLink, PaymentId,
        LineUuid, NoteLine, NewTransportLine, PartAmount, ChargeAmount, DeductionAmount, PartPaymentAmount, DueDate, PartPaymentDate, ExchangeRate, DueCount, BuyerKey, OtherBuyerKey,
        ColumnName, Cell, SumCell, CorrectedNumber,
        Line, OrderLine, Third, Corrected, BuyerBefore, TableRow, Sums, Transport, Attachment, Root, MayBeEmpty,
    }

    /// <summary>Whether a rule looks at the text of this path, and not only whether it is there.</summary>
    public static bool ReadsText(GrammarNode node) => Hooks[node.Id] != Hook.None;

    public List<RuleHit> Hits => _hits;

    /// <summary>Prepares for another invoice.</summary>
    public void Reset(InvoiceValidatorOptions options, bool fromModel = false)
    {
        _options = options;
        _fromModel = fromModel;
        _seen.AsSpan().Clear();
        _hits.Clear();
        ResetParties();
        ResetLines();
        ResetTotals();
        ResetPayment();
        ResetAttachment();
    }

    public void Enter(GrammarNode node, int ordinal, int offset)
    {
        _seen[node.Id] = offset + 1;
        _ordinals[node.Id] = ordinal;
        if (node.Repeats) ClearBelow(node);
        if (node.Id == Fa3Ids.Table) BeginTable();
        else if (node.Id == Fa3Ids.Row || node.Id == Fa3Ids.Sums) _cells = 0;
    }

    public void Leave(GrammarNode node)
    {
        _inValue = false;
        switch (Hooks[node.Id])
        {
            case Hook.None: return;
            case Hook.Line: LeaveLine(); return;
            case Hook.OrderLine: LeaveOrderLine(); return;
            case Hook.Third: LeaveThird(); return;
            case Hook.Corrected: LeaveCorrected(); return;
            case Hook.BuyerBefore: LeaveBuyerBefore(); return;
            case Hook.TableRow: LeaveRow(node.Id); return;
            case Hook.Sums: LeaveRow(node.Id); return;
            case Hook.Transport: LeaveTransport(); return;
            case Hook.Attachment: AttachmentAlone(); return;
            case Hook.MayBeEmpty: Empty(node); return;
            case Hook.Root: LeaveRoot(); return;
        }
    }

    public void Attribute(GrammarNode node, long code)
    {
        if (node.Id == Fa3Ids.Column) AddColumn(code);
    }

    /// <summary>A valid value.</summary>
    public void Value(GrammarNode node, int ordinal, int offset, ReadOnlySpan<byte> text, in ParsedValue parsed)
    {
        var id = node.Id;
        _seen[id] = offset + 1;
        _ordinals[id] = ordinal;
        _numbers[id] = parsed.Number;
        _integers[id] = parsed.Integer;
        _inValue = true;
        if (parsed.IsNegativeZero) Warn("R-17", id, Encoding.UTF8.GetString(text), "A zero with a minus is valid, but write 0 or 0.00.", "Zero z minusem jest dopuszczalne, lecz należy pisać 0 lub 0.00.");
        var hook = Hooks[id];
        if (hook == Hook.None) return;
        // The rules judge what a value means; a cell alone is asked for its blanks.
        if (TypeChecker.IsNormal(text, node.Type!.WhiteSpace) || hook is Hook.Cell or Hook.SumCell or Hook.ColumnName) Hooked(hook, id, text);
        else Normalized(hook, id, text, node.Type.WhiteSpace);
    }

    private void Normalized(Hook hook, int id, ReadOnlySpan<byte> text, WhiteSpace white)
    {
        var rented = ArrayPool<byte>.Shared.Rent(text.Length);
        Hooked(hook, id, rented.AsSpan(0, TypeChecker.Normalize(text, rented, white)));
        ArrayPool<byte>.Shared.Return(rented);
    }

    private void Hooked(Hook hook, int id, ReadOnlySpan<byte> text)
    {
        switch (hook)
        {
            case Hook.Nip or Hook.CheckedNip: TakeNip(id, text, hook == Hook.CheckedNip); break;
            case Hook.InternalId: CheckInternalId(id, text); break;
            case Hook.VatNumber: CheckVatNumber(id, text); break;
            case Hook.OtherId: CheckOtherId(id, text); break;
            case Hook.KsefNumber: CheckKsefNumber(id, text); break;
            case Hook.AccountNumber: CheckAccount(id, text); break;
            case Hook.Regon: CheckRegon(id, text); break;
            case Hook.Bdo: CheckBdo(id, text); break;
            case Hook.Gtin: CheckGs1(id, text, "GTIN"); break;
            case Hook.Gln: CheckGs1(id, text, "GLN"); break;
            case Hook.InvoiceNumber: CheckInvoiceNumber(id, text); break;
            case Hook.ExemptText: CheckExemptText(id, text); break;
            case Hook.PaymentLink: TakePaymentLink(text); break;
            case Hook.PaymentId: CheckPaymentId(id, text); break;
            case Hook.LineUuid: CheckUuid(id, text); break;
            case Hook.NoteLine: _noteLines.Add(_integers[id]); break;
            case Hook.NewTransportLine: _transportLines.Add(_integers[id]); break;
            case Hook.PartAmount: _parts += _numbers[id]; break;
            case Hook.ChargeAmount: _charges += _numbers[id]; break;
            case Hook.DeductionAmount: _deductions += _numbers[id]; break;
            case Hook.PartPaymentAmount: _partPayments += _numbers[id]; _partPaymentCount++; break;
            case Hook.DueDate: CheckDueDate(id); break;
            case Hook.PartPaymentDate: CheckPaidOn(id); break;
            case Hook.ExchangeRate: CheckRate(id); break;
            case Hook.DueCount: CheckDueCount(id); break;
            case Hook.BuyerKey: _buyerKeys.Add(Hash(text)); break;
            case Hook.OtherBuyerKey: _keysBefore.Add(Hash(text)); break;
            case Hook.CorrectedNumber: _correctedHash = Hash(text); break;
            case Hook.Cell or Hook.SumCell: CheckCell(id, text); break;
            case Hook.ColumnName: CheckBlankCell(id, text); break;
        }
    }

    private bool Has(int id) => _seen[id] != 0;

    private decimal Number(int id) => _seen[id] != 0 ? _numbers[id] : 0;

    /// <summary>The integer, index or date; -1 where it is absent.</summary>
    private long Code(int id) => _seen[id] != 0 ? _integers[id] : -1;

    private void ClearBelow(GrammarNode node)
    {
        if (LeavesOnly[node.Id])
        {
            _seen.AsSpan(node.FirstChild, node.ChildCount).Clear();
            return;
        }
        for (var i = 0; i < node.ChildCount; i++)
        {
            var child = _grammar.Node(node.FirstChild + i);
            if (_seen[child.Id] == 0) continue;
            _seen[child.Id] = 0;
            if (child.Content is not null) ClearBelow(child);
        }
    }

    private void Reject(string rule, int id, string? value, string message, string messagePl) => Hit(rule, FindingSeverity.Error, id, value, message, messagePl);

    private void Legal(string rule, int id, string? value, string message, string messagePl) => Hit(rule, FindingSeverity.Legal, id, value, message, messagePl);

    private void Warn(string rule, int id, string? value, string message, string messagePl) => Hit(rule, FindingSeverity.Warning, id, value, message, messagePl);

    private void Hit(string rule, FindingSeverity severity, int id, string? value, string message, string messagePl)
    {
        if (_hits.Count < _options.MaxFindings) _hits.Add(new RuleHit(rule, severity, PathOf(id), value, message, messagePl, _fromModel ? -1 : OffsetOf(id), _inValue));
    }

    /// <summary>Where it begins in the file; of something missing, where its parent begins.</summary>
    private int OffsetOf(int id)
    {
        var node = _grammar.Node(id);
        while (_seen[node.Id] == 0 && node.Parent is not null) node = node.Parent;
        return Math.Max(0, _seen[node.Id] - 1);
    }

    private string PathOf(int id)
    {
        var node = _grammar.Node(id);
        var path = node.Parent is { } parent ? PathOf(parent.Id) : "";
        return node.Repeats && _seen[id] != 0 ? string.Create(CultureInfo.InvariantCulture, $"{path}/{node.Name}[{_ordinals[id]}]") : $"{path}/{node.Name}";
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string DateText(long date) => string.Create(CultureInfo.InvariantCulture, $"{date / 10000:0000}-{date / 100 % 100:00}-{date % 100:00}");

    private static long Days(long date) => Validation.DateText.DayNumber((int)(date / 10000), (int)(date / 100 % 100), (int)(date % 100));

    /// <summary>64 bits of FNV-1a: enough to tell the few thousand texts of one invoice apart.</summary>
    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        var h = 14695981039346656037UL;
        foreach (var b in text) h = (h ^ b) * 1099511628211UL;
        return h;
    }

    private static Hook[] BuildHooks()
    {
        var hooks = new Hook[InvoiceGrammar.Fa3.Nodes.Count];
        void Set(Hook hook, params ReadOnlySpan<int> ids)
        {
            foreach (var id in ids) hooks[id] = hook;
        }
        Set(Hook.MayBeEmpty, Fa3Ids.MayBeEmpty);
        Set(Hook.CheckedNip, Fa3Ids.SellerNip, Fa3Ids.BuyerNip, Fa3Ids.ThirdNip, Fa3Ids.AuthorizedNip);
        Set(Hook.Nip, Fa3Ids.SellerBeforeNip, Fa3Ids.BuyerBeforeNip, Fa3Ids.CarrierNip);
        Set(Hook.InternalId, Fa3Ids.ThirdInternal);
        Set(Hook.VatNumber, Fa3Ids.BuyerVat, Fa3Ids.ThirdVat);
        Set(Hook.OtherId, Fa3Ids.BuyerId, Fa3Ids.ThirdId);
        Set(Hook.KsefNumber, Fa3Ids.CorrectedKsef, Fa3Ids.AdvanceKsef);
        Set(Hook.AccountNumber, Fa3Ids.AccountNumber, Fa3Ids.FactorAccountNumber);
        Set(Hook.Regon, Fa3Ids.Regon);
        Set(Hook.Bdo, Fa3Ids.Bdo);
        Set(Hook.Gtin, Fa3Ids.LineGtin, Fa3Ids.OrderLineGtin);
        Set(Hook.Gln, Fa3Ids.Glns);
        Set(Hook.InvoiceNumber, Fa3Ids.Number);
        Set(Hook.ExemptText, Fa3Ids.ExemptAct, Fa3Ids.ExemptDirective, Fa3Ids.ExemptOther);
        Set(Hook.PaymentLink, Fa3Ids.PaymentLink);
        Set(Hook.PaymentId, Fa3Ids.PaymentId);
        Set(Hook.LineUuid, Fa3Ids.LineUuid);
        Set(Hook.NoteLine, Fa3Ids.NoteLine);
        Set(Hook.NewTransportLine, Fa3Ids.NewTransportLine);
        Set(Hook.PartAmount, Fa3Ids.PartAmount);
        Set(Hook.ChargeAmount, Fa3Ids.ChargeAmount);
        Set(Hook.DeductionAmount, Fa3Ids.DeductionAmount);
        Set(Hook.PartPaymentAmount, Fa3Ids.PartPaymentAmount);
        Set(Hook.DueDate, Fa3Ids.DueDate);
        Set(Hook.PartPaymentDate, Fa3Ids.PartPaymentDate, Fa3Ids.PaidOn);
        Set(Hook.ExchangeRate, Fa3Ids.AdvanceRate, Fa3Ids.RateBefore, Fa3Ids.PartRate, Fa3Ids.AgreedRate);
        Set(Hook.DueCount, Fa3Ids.DueCount);
        Set(Hook.BuyerKey, Fa3Ids.BuyerKey, Fa3Ids.ThirdKey);
        Set(Hook.OtherBuyerKey, Fa3Ids.BuyerBeforeKey);
        Set(Hook.CorrectedNumber, Fa3Ids.CorrectedNumber);
        Set(Hook.Cell, Fa3Ids.Cell);
        Set(Hook.SumCell, Fa3Ids.SumCell);
        Set(Hook.ColumnName, Fa3Ids.ColumnName);
        Set(Hook.Line, Fa3Ids.Line);
        Set(Hook.OrderLine, Fa3Ids.OrderLine);
        Set(Hook.Third, Fa3Ids.Third);
        Set(Hook.Corrected, Fa3Ids.Corrected);
        Set(Hook.BuyerBefore, Fa3Ids.BuyerBefore);
        Set(Hook.TableRow, Fa3Ids.Row);
        Set(Hook.Sums, Fa3Ids.Sums);
        Set(Hook.Transport, Fa3Ids.TransportUnit);
        Set(Hook.Attachment, Fa3Ids.Attachment);
        Set(Hook.Root, InvoiceGrammar.Fa3.Root.Id);
        return hooks;
    }
}

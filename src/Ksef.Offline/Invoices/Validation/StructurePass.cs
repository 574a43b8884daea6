using System.Buffers;
using System.Text;
using Ksef.Offline.Invoices.Grammar;
using Ksef.Offline.Invoices.Xml;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>One forward pass over a file: structure and facets by the grammar, file rules on the way, facts for the rules that follow.</summary>
internal ref partial struct StructurePass
{
    private readonly GrammarChecks _checks;
    private readonly InvoiceGrammar _grammar;
    private readonly InvoiceValidatorOptions _options;
    private readonly FindingSink _sink;
    private readonly InvoiceRules? _rules;
    private readonly StructureFrame[] _frames;
    private readonly int[] _count;
    private XmlTokenizer _xml;
    private TextPosition _position;
    private int _depth, _notices;

    // The depth of an element whose content is passed over, because it has no place here; 0: none.
    private int _skipped;

    public StructurePass(ReadOnlySpan<byte> file, bool trustDeclaration, GrammarChecks checks, InvoiceValidatorOptions options, FindingSink sink, InvoiceRules? rules)
    {
        _checks = checks;
        _grammar = checks.Grammar;
        _options = options;
        _sink = sink;
        _rules = rules;
        _frames = ArrayPool<StructureFrame>.Shared.Rent(StructureFrame.MaxDepth);
        _count = ArrayPool<int>.Shared.Rent(_grammar.Nodes.Count);
        _xml = new XmlTokenizer(file, _grammar.NamespaceUtf8, trustDeclaration);
        _position = new TextPosition(file);
    }

    /// <summary>Why the tokenizer stopped; <see cref="XmlFault.Foreign"/> means that nothing was judged.</summary>
    public readonly XmlFault Fault => _xml.Fault;

    /// <summary>Whether the file is an invoice of the form at all.</summary>
    public bool RootFound { get; private set; }

    /// <summary>Whether anything in structure or values was wrong, so that sums and the like cannot be judged.</summary>
    public bool Flawed { get; private set; }

    public bool HasAttachment { get; private set; }

    public void Run()
    {
        if (_xml.Fault == XmlFault.Foreign) return;
        if (_options.FileRules && _xml.HasByteOrderMark)
            Report("KO1003", FindingSeverity.Error, "/", "EF BB BF", "The file begins with a byte-order mark; KSeF takes UTF-8 without one.", "Plik zaczyna się od znacznika BOM; KSeF przyjmuje UTF-8 bez niego.", "T-3", 0);
        while (_xml.Read())
        {
            if (_xml.NoticeCount > _notices) DrainNotices();
            switch (_xml.Kind)
            {
                case XmlTokenKind.StartElement when _skipped == 0:
                    StartElement();
                    break;
                case XmlTokenKind.EndElement:
                    EndElement();
                    break;
                case XmlTokenKind.Text when _skipped == 0 && _depth > 0:
                    TextBetweenElements();
                    break;
            }
        }
        if (_xml.NoticeCount > _notices) DrainNotices();
        if (_xml.Fault is not (XmlFault.None or XmlFault.Foreign)) ReportFault(_xml.Fault, _xml.FaultOffset);
        else if (_options.FileRules && _xml.EndsWithinCharacter) ReportFault(XmlFault.InvalidUtf8, int.MaxValue);
    }

    public readonly void Dispose()
    {
        _xml.Dispose();
        ArrayPool<StructureFrame>.Shared.Return(_frames);
        ArrayPool<int>.Shared.Return(_count);
    }

    private void StartElement()
    {
        if (_depth == 0)
        {
            StartRoot();
            return;
        }
        ref var parent = ref _frames[_depth - 1];
        var content = parent.Node.Content!;
        var position = _xml.NamespaceId == XmlTokenizer.FormNamespace ? content.PositionOf(_grammar.Names.Find(_xml.LocalName)) : -1;
        if (position < 0)
        {
            ReportUnexpected(ref parent);
            _skipped = _xml.Depth;
            return;
        }
        var node = _grammar.Node(parent.Node.FirstChild + position);
        var ordinal = ++_count[node.Id];
        if (!content.Follows(parent.State, position)) ReportMisplaced(ref parent, node, position, ordinal);
        else if (ordinal > node.Declaration.Max && parent.State == position + 1) ReportTooMany(node, ordinal);
        if (position + 1 > parent.State) parent.State = position + 1;
        Enter(node, ordinal);
    }

    private void StartRoot()
    {
        var root = _grammar.Root;
        if (_xml.NamespaceId != XmlTokenizer.FormNamespace || !_xml.LocalName.SequenceEqual(root.NameUtf8))
        {
            var name = Encoding.UTF8.GetString(_xml.LocalName);
            var space = Encoding.UTF8.GetString(_xml.NamespaceUri(_xml.NamespaceId));
            Report("KO1101", FindingSeverity.Error, $"/{name}", $"{{{space}}}{name}", $"The root element must be {root.Name} of the namespace {_grammar.Namespace}, not {name} of '{space}'.",
                $"Elementem głównym musi być {root.Name} z przestrzeni nazw {_grammar.Namespace}, a jest {name} z „{space}”.", "T-7", _xml.Offset);
            _skipped = _xml.Depth;
            return;
        }
        RootFound = true;
        _count[root.Id] = 1;
        Enter(root, 1);
    }

    private void Enter(GrammarNode node, int ordinal)
    {
        if (_xml.AttributeCount > 0 || node.Attributes.Count > 0) CheckAttributes(node, ordinal);
        if (node.Content is not null)
        {
            _frames[_depth++] = new StructureFrame { Node = node, Ordinal = ordinal };
            _count.AsSpan(node.FirstChild, node.ChildCount).Clear();
            _rules?.Enter(node, ordinal, _xml.Offset);
            return;
        }
        var offset = _xml.Offset;
        var readable = _xml.ReadText();
        if (_xml.NoticeCount > _notices) DrainNotices(node, ordinal);
        if (!readable) return;
        if (_xml.Kind == XmlTokenKind.StartElement)
        {
            var child = Encoding.UTF8.GetString(_xml.LocalName);
            Report("KO1106", FindingSeverity.Error, $"{PathOf(node, ordinal)}/{child}", child, $"{node.Name} ({node.Declaration.Meaning}) holds a value; the element {child} must not stand in it.",
                $"{node.Name} ({node.Declaration.MeaningPl}) zawiera wartość; element {child} nie może w nim wystąpić.", "T-7", _xml.Offset);
            _skipped = _xml.Depth - 1;
            return;
        }
        CheckValue(node, ordinal, offset);
    }

    private void CheckValue(GrammarNode node, int ordinal, int offset)
    {
        var text = _xml.Text;
        var fixedValue = node.Declaration.Fixed;
        // An empty element whose value is fixed has that value (XML Schema part 1, 3.3.4).
        if (fixedValue is not null && text.Length == 0) text = Encoding.UTF8.GetBytes(fixedValue);
        var fault = _checks.Of(node).Check(text, out var parsed);
        if (fault != ValueFault.None)
        {
            if (Dropped(StructureTexts.Code(fault))) return;
            var d = node.Declaration;
            var shown = StructureTexts.Show(text);
            var (code, message, messagePl, basis) = StructureTexts.Value(fault, node.Type!, d.Name, d.Meaning, d.MeaningPl, shown);
            Report(code, FindingSeverity.Error, PathOf(node, ordinal), shown, message, messagePl, basis, offset);
        }
        else if (fixedValue is not null && !text.SequenceEqual(Encoding.UTF8.GetBytes(fixedValue)))
        {
            ReportFixed("KO1110", PathOf(node, ordinal), node.Name, fixedValue, StructureTexts.Show(text), offset);
        }
        else
        {
            _rules?.Value(node, ordinal, offset, text, in parsed);
        }
    }

    private void EndElement()
    {
        // Only the end of a container or of what is skipped comes here; the end of a value was read with it.
        if (_skipped > 0)
        {
            if (_xml.Depth == _skipped) _skipped = 0;
            return;
        }
        ref var frame = ref _frames[_depth - 1];
        if (!frame.Node.Content!.MayEnd(frame.State)) ReportIncomplete(ref frame);
        if (_depth == 2 && frame.Node.Name == "Zalacznik") HasAttachment = true;
        _depth--;
        _rules?.Leave(frame.Node);
    }

    private void TextBetweenElements()
    {
        ref var frame = ref _frames[_depth - 1];
        if (frame.HadText) return;
        frame.HadText = true;
        var shown = StructureTexts.Show(_xml.Text);
        Report("KO1105", FindingSeverity.Error, PathOf(frame.Node, frame.Ordinal), shown, $"{frame.Node.Name} ({frame.Node.Declaration.Meaning}) holds elements; the text '{shown}' must not stand between them.",
            $"{frame.Node.Name} ({frame.Node.Declaration.MeaningPl}) zawiera elementy; tekst „{shown}” nie może stać między nimi.", "T-7", _xml.Offset);
    }

    private readonly string PathOf(GrammarNode node, int ordinal) => StructureFrame.PathOf(_frames.AsSpan(0, _depth), node, ordinal);

    /// <summary>Whether the list is full: then words and places are not worth their making, of which a hostile file could ask for millions.</summary>
    private bool Dropped(string code, FindingSeverity severity = FindingSeverity.Error)
    {
        if (!_sink.TryDrop(code, severity)) return false;
        Flawed |= severity == FindingSeverity.Error;
        return true;
    }

    private void Report(string code, FindingSeverity severity, string path, string? value, string message, string messagePl, string basis, int offset)
    {
        if (Dropped(code, severity)) return;
        Flawed |= severity == FindingSeverity.Error;
        var (line, column) = _position.Of(offset);
        _sink.Add(new Finding { Code = code, Severity = severity, Path = path, Value = value, Message = message, MessagePl = messagePl, Basis = basis, Line = line, Column = column });
    }
}

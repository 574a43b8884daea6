using System.Globalization;
using System.Text;
using Ksef.Offline.Invoices.Grammar;
using Ksef.Offline.Invoices.Xml;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>Attributes and the findings of structure.</summary>
internal ref partial struct StructurePass
{
    private static ReadOnlySpan<byte> SchemaInstance => "http://www.w3.org/2001/XMLSchema-instance"u8;

    private void CheckAttributes(GrammarNode node, int ordinal)
    {
        var found = 0;
        for (var i = 0; i < _xml.AttributeCount; i++)
        {
            ref readonly var a = ref _xml.Attribute(i);
            if (a.IsNamespaceDeclaration || IsSchemaLocation(i) || NamesItsType(node, i)) continue;
            var known = a.NamespaceId == XmlTokenizer.NoNamespace ? IndexOf(node, _xml.AttributeName(i)) : -1;
            if (known < 0)
            {
                ReportUnknownAttribute(node, ordinal, i);
                continue;
            }
            found |= 1 << known;
            CheckAttribute(node, ordinal, node.Attributes[known], i);
        }
        for (var i = 0; i < node.Attributes.Count; i++)
        {
            if ((found & (1 << i)) != 0) continue;
            var d = node.Attributes[i];
            Report("KO1108", FindingSeverity.Error, PathOf(node, ordinal), null, $"{node.Name} ({node.Declaration.Meaning}) lacks the attribute {d.Name} ({d.Meaning}).",
                $"W elemencie {node.Name} ({node.Declaration.MeaningPl}) brak atrybutu {d.Name} ({d.MeaningPl}).", "T-7", _xml.Offset);
        }
    }

    private void CheckAttribute(GrammarNode node, int ordinal, GrammarAttribute d, int index)
    {
        var value = _xml.AttributeValue(index);
        var offset = _xml.Attribute(index).NameStart;
        var path = $"{(d.Fixed is null || !value.SequenceEqual(Encoding.UTF8.GetBytes(d.Fixed)) ? PathOf(node, ordinal) : "")}/@{d.Name}";
        var fault = _checks.Of(d.Type).Check(value, out var parsed);
        if (fault != ValueFault.None)
        {
            var shown = StructureTexts.Show(value);
            var (code, message, messagePl, basis) = StructureTexts.Value(fault, d.Type, "@" + d.Name, d.Meaning, d.MeaningPl, shown);
            Report(code, FindingSeverity.Error, path, shown, message, messagePl, basis, offset);
        }
        else if (d.Fixed is not null && !value.SequenceEqual(Encoding.UTF8.GetBytes(d.Fixed)))
        {
            ReportFixed("KO1109", path, "@" + d.Name, d.Fixed, StructureTexts.Show(value), offset);
        }
        else
        {
            _rules?.Attribute(node, parsed.Integer);
        }
    }

    private readonly bool IsSchemaLocation(int index)
    {
        var name = _xml.AttributeName(index);
        return (name.SequenceEqual("schemaLocation"u8) || name.SequenceEqual("noNamespaceSchemaLocation"u8))
            && _xml.NamespaceUri(_xml.Attribute(index).NamespaceId).SequenceEqual(SchemaInstance);
    }

    /// <summary>Whether it is xsi:type with the very type that the element has anyway, which the schema allows; a derived type is refused.</summary>
    private readonly bool NamesItsType(GrammarNode node, int index)
    {
        if (node.Declaration.TypeNameUtf8 is not { } type || !_xml.AttributeName(index).SequenceEqual("type"u8)) return false;
        if (!_xml.NamespaceUri(_xml.Attribute(index).NamespaceId).SequenceEqual(SchemaInstance)) return false;
        var value = _xml.AttributeValue(index).Trim(" \t\r\n"u8);
        var colon = value.IndexOf((byte)':');
        return colon != 0 && value[(colon + 1)..].SequenceEqual(type) && _xml.NamespaceOf(value[..Math.Max(0, colon)]) == XmlTokenizer.FormNamespace;
    }

    private static int IndexOf(GrammarNode node, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < node.Attributes.Count; i++)
            if (name.SequenceEqual(node.Attributes[i].NameUtf8)) return i;
        return -1;
    }

    private void ReportUnknownAttribute(GrammarNode node, int ordinal, int index)
    {
        if (Dropped("KO1107")) return;
        var prefix = Encoding.UTF8.GetString(_xml.AttributePrefix(index));
        var local = Encoding.UTF8.GetString(_xml.AttributeName(index));
        var name = prefix.Length > 0 ? $"{prefix}:{local}" : local;
        var space = _xml.NamespaceUri(_xml.Attribute(index).NamespaceId);
        var path = PathOf(node, ordinal);
        // xsi:nil and xsi:type are judged on the element; others are attributes that are not declared.
        if (!(space.SequenceEqual(SchemaInstance) && local is "nil" or "type")) path += $"/@{name}";
        Report("KO1107", FindingSeverity.Error, path, StructureTexts.Show(_xml.AttributeValue(index)), $"{node.Name} ({node.Declaration.Meaning}) must not bear the attribute {name}.",
            $"Element {node.Name} ({node.Declaration.MeaningPl}) nie może mieć atrybutu {name}.", "T-7", _xml.Attribute(index).NameStart);
    }

    private void ReportFixed(string code, string path, string name, string fixedValue, string shown, int offset) =>
        Report(code, FindingSeverity.Error, path, shown, $"{name} must be '{fixedValue}', not '{shown}'.", $"{name} musi mieć wartość „{fixedValue}”, a ma „{shown}”.", "T-7", offset);

    private void ReportUnexpected(scoped ref StructureFrame parent)
    {
        if (Dropped("KO1102")) return;
        var name = Encoding.UTF8.GetString(_xml.LocalName);
        var foreign = _xml.NamespaceId == XmlTokenizer.FormNamespace ? "" : $" ({{{Encoding.UTF8.GetString(_xml.NamespaceUri(_xml.NamespaceId))}}})";
        var (en, pl) = StructureTexts.Expected(parent);
        Report("KO1102", FindingSeverity.Error, $"{PathOf(parent.Node, parent.Ordinal)}/{name}", name + foreign, $"{name}{foreign} is no element of {parent.Node.Name} ({parent.Node.Declaration.Meaning}); here it takes {en}.",
            $"{name}{foreign} nie jest elementem {parent.Node.Name} ({parent.Node.Declaration.MeaningPl}); w tym miejscu dopuszczalne: {pl}.", "T-7", _xml.Offset);
    }

    private void ReportMisplaced(scoped ref StructureFrame parent, GrammarNode node, int position, int ordinal)
    {
        if (parent.State == position + 1)
        {
            ReportTooMany(node, ordinal);
            return;
        }
        if (Dropped(position + 1 > parent.State ? "KO1103" : "KO1104")) return;
        var (code, message, messagePl) = StructureTexts.Misplaced(node.Declaration, position + 1 > parent.State, parent);
        Report(code, FindingSeverity.Error, PathOf(node, ordinal), node.Name, message, messagePl, "T-7", _xml.Offset);
    }

    private void ReportTooMany(GrammarNode node, int ordinal)
    {
        // Said once, at the first one too many.
        if (ordinal > node.Declaration.Max + 1) return;
        var (code, message, messagePl) = StructureTexts.TooMany(node.Declaration);
        Report(code, FindingSeverity.Error, PathOf(node, ordinal), node.Name, message, messagePl, "T-7", _xml.Offset);
    }

    private void ReportIncomplete(scoped ref StructureFrame frame)
    {
        if (Dropped("KO1112")) return;
        var (code, message, messagePl) = StructureTexts.Incomplete(frame);
        Report(code, FindingSeverity.Error, PathOf(frame.Node, frame.Ordinal), null, message, messagePl, "T-7", _xml.Offset);
    }

    /// <summary>What the rules found; in a flawed file only what a value says by itself.</summary>
    public void ReportHits(InvoiceRules rules)
    {
        var flawed = Flawed || _xml.Fault != XmlFault.None || !RootFound;
        foreach (var hit in rules.Hits)
            if (hit.Local || !flawed) Report(hit.Code, hit.Severity, hit.Path, hit.Value, hit.Message, hit.MessagePl, hit.Rule, hit.Offset);
    }

    /// <summary>Reports what KSeF refuses though it is XML; within a value at the value, else at the element that is open.</summary>
    private void DrainNotices(GrammarNode? value = null, int ordinal = 0)
    {
        for (; _notices < _xml.NoticeCount; _notices++)
        {
            if (!_options.FileRules) continue;
            var notice = _xml.Notice(_notices);
            var (code, message, messagePl, basis) = FileTexts.Notice(notice);
            var shown = notice.Kind == XmlNoticeKind.ProcessingInstruction ? null : string.Create(CultureInfo.InvariantCulture, $"U+{notice.CodePoint:X4}");
            Report(code, FindingSeverity.Error, value is null ? CurrentPath() : PathOf(value, ordinal), shown, message, messagePl, basis, notice.Offset);
        }
    }

    private void ReportFault(XmlFault fault, int offset)
    {
        var (code, message, messagePl, basis) = FileTexts.Fault(fault);
        Report(code, FindingSeverity.Error, CurrentPath(), null, message, messagePl, basis, offset);
    }

    private readonly string CurrentPath() => _depth == 0 ? "/" : PathOf(_frames[_depth - 1].Node, _frames[_depth - 1].Ordinal);
}

using System.Text;
using Ksef.Offline.Invoices.Xml;

namespace Ksef.Offline.Invoices.Reading;

/// <content>What is said when a file is not as it should be.</content>
internal ref partial struct ElementCursor
{
    private const int MostFindings = 100;

    private void Missing(ReadOnlySpan<byte> element)
    {
        if (_stopped) return;
        var wanted = Encoding.ASCII.GetString(element);
        var found = _tokens.Kind == XmlTokenKind.StartElement ? Encoding.UTF8.GetString(_tokens.LocalName) : null;
        if (found is null) Stop("KO1952", null, $"no {wanted}, which must be there", $"brak {wanted}, który jest wymagany");
        else if (found == wanted) Stop("KO1952", null, $"{found} of another namespace than FA(3)", $"{found} z innej przestrzeni nazw niż FA(3)");
        else Stop("KO1952", null, $"{found} where {wanted} must be", $"{found} w miejscu, w którym musi być {wanted}");
    }

    private void Unexpected()
    {
        if (_stopped) return;
        var name = Encoding.UTF8.GetString(_tokens.LocalName);
        Stop("KO1952", null, $"{name}, which may not stand here: it is unknown, in another namespace, out of order or too many", $"{name}, który nie może tu stać: jest nieznany, z innej przestrzeni nazw, nie w kolejności lub nadmiarowy");
    }

    private void Broken()
    {
        if (_stopped) return;
        _stopped = true;
        _name = default;
        var (line, column) = new TextPosition(_file).Of(_tokens.FaultOffset);
        _findings.Add(new Finding
        {
            Code = "KO1951",
            Severity = FindingSeverity.Error,
            Path = "/",
            Line = line,
            Column = column,
            Basis = "T-1",
            Message = $"The file is not XML that can be read: {_tokens.Fault}.",
            MessagePl = $"Pliku nie można odczytać jako XML: {_tokens.Fault}.",
        });
    }

    private void Stop(string code, string? value, string what, string whatPl)
    {
        if (_stopped) return;
        Add(code, FindingSeverity.Error, "", value, $"The file holds {what}.", $"Plik zawiera: {whatPl}.");
        _stopped = true;
        _name = default;
    }

    private readonly void Value(string suffix, ReadOnlySpan<byte> value, string wanted, string wantedPl)
    {
        if (_stopped) return;
        var text = Shorten(value);
        Add("KO1953", FindingSeverity.Error, suffix, text, $"'{text}' cannot be read: it takes {wanted}.", $"Nie można odczytać „{text}”: wymaga {wantedPl}.");
    }

    private readonly void Add(string code, FindingSeverity severity, string suffix, string? value, string message, string messagePl)
    {
        // Each place costs a look at the whole file, and a hostile one could ask for thousands of them.
        if (_findings.Count >= MostFindings) return;
        var offset = _tokens.Offset;
        var (line, column) = new TextPosition(_file).Of(offset);
        var path = ElementPath.At(_file, offset);
        _findings.Add(new Finding
        {
            Code = code,
            Severity = severity,
            Path = suffix.Length > 0 ? path + "/" + suffix : path,
            Value = value,
            Line = line,
            Column = column,
            Message = message,
            MessagePl = messagePl,
            Basis = "FA (3) 1-0E",
        });
    }

    private static string Shorten(ReadOnlySpan<byte> text) => text.Length <= 200 ? Encoding.UTF8.GetString(text) : Encoding.UTF8.GetString(text[..200]) + "...";
}

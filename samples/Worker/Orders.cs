using System.Text.Json;

namespace Worker;

/// <summary>The application's own data: orders by the number of their invoice, and the KSeF number once it is known. A file here, a table in an ERP.</summary>
internal sealed class Orders(string file)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string?> _orders = File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string?>>(File.ReadAllText(file))! : [];

    public void Add(string invoice) => Set(invoice, null);

    /// <summary>Called at least once per number, so it may be called twice: the same link again changes nothing.</summary>
    public void Link(string invoice, string ksefNumber) => Set(invoice, ksefNumber);

    public IReadOnlyDictionary<string, string?> All()
    {
        lock (_gate) return new Dictionary<string, string?>(_orders);
    }

    public IEnumerable<string> WithoutNumber() => All().Where(o => o.Value is null).Select(o => o.Key);

    private void Set(string invoice, string? number)
    {
        lock (_gate)
        {
            _orders[invoice] = number;
            File.WriteAllText(file + ".new", JsonSerializer.Serialize(_orders));
            File.Move(file + ".new", file, overwrite: true);
        }
    }
}

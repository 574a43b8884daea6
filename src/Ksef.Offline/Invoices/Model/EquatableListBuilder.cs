namespace Ksef.Offline.Invoices.Model;

/// <summary>Makes lists for the model: behind collection expressions, and from any sequence.</summary>
public static class EquatableListBuilder
{
    /// <summary>A list of the items; copied.</summary>
    /// <param name="items">The items.</param>
    /// <typeparam name="T">The type of the items.</typeparam>
    public static EquatableList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? default : new EquatableList<T>(items.ToArray());

    /// <summary>A list of the items of a sequence; copied.</summary>
    /// <param name="items">The sequence.</param>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public static EquatableList<T> ToEquatableList<T>(this IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new EquatableList<T>([.. items]);
    }
}

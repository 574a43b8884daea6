using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Ksef.Offline.Invoices.Model;

/// <summary>
/// An immutable list that equals another when its items do, in order. What records of the model hold, so that whole invoices compare by value.
/// </summary>
/// <remarks><c>default</c> is the empty list; collection expressions make one: <c>Lines = [first, second]</c>. Immutable, thread-safe.</remarks>
/// <typeparam name="T">The type of the items.</typeparam>
[CollectionBuilder(typeof(EquatableListBuilder), nameof(EquatableListBuilder.Create))]
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is a list.")]
public readonly struct EquatableList<T> : IReadOnlyList<T>, IEquatable<EquatableList<T>>
{
    private readonly T[]? _items;

    internal EquatableList(T[] items) => _items = items;

    /// <summary>How many items there are.</summary>
    public int Count => _items?.Length ?? 0;

    /// <summary>True when there are none.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>The item at a position, from 0.</summary>
    /// <param name="index">The position.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public T this[int index] =>
        (uint)index < (uint)Count ? _items![index] : throw new ArgumentOutOfRangeException(nameof(index), index, $"The list has {Count} items.");

    /// <summary>The items as a span.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <summary>Walks the items without allocating.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <summary>True when both lists have equal items in the same order.</summary>
    /// <param name="other">The other list.</param>
    public bool Equals(EquatableList<T> other) => ReferenceEquals(_items, other._items) || AsSpan().SequenceEqual(other.AsSpan());

    /// <summary>True for a list of the same type with equal items in the same order.</summary>
    /// <param name="obj">The other object.</param>
    public override bool Equals(object? obj) => obj is EquatableList<T> other && Equals(other);

    /// <summary>A hash of all items.</summary>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in this) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>The number of items, for example <c>[3]</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Count}]");

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();

    /// <summary>Whether both lists have equal items in the same order.</summary>
    public static bool operator ==(EquatableList<T> left, EquatableList<T> right) => left.Equals(right);

    /// <summary>Whether the lists differ.</summary>
    public static bool operator !=(EquatableList<T> left, EquatableList<T> right) => !left.Equals(right);
}

namespace Ksef.Offline.Invoices.Model;

/// <summary>A unit of measure. The schema knows no list of them: any text of 1 to 256 characters; the usual Polish ones have names here.</summary>
/// <remarks>FA(3): <c>P_8A</c>, <c>P_8AZ</c>. A text converts by itself. Compared ordinally. Immutable, thread-safe.</remarks>
public readonly record struct UnitOfMeasure
{
    private readonly string? _text;

    /// <summary>Takes a unit as text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public UnitOfMeasure(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary><i>szt.</i>, pieces.</summary>
    public static UnitOfMeasure Piece { get; } = new("szt.");

    /// <summary><i>godz.</i>, hours.</summary>
    public static UnitOfMeasure Hour { get; } = new("godz.");

    /// <summary><i>usł.</i>, services.</summary>
    public static UnitOfMeasure Service { get; } = new("usł.");

    /// <summary><i>kpl.</i>, sets.</summary>
    public static UnitOfMeasure Set { get; } = new("kpl.");

    /// <summary><i>kg</i>, kilograms.</summary>
    public static UnitOfMeasure Kilogram { get; } = new("kg");

    /// <summary><i>t</i>, tonnes.</summary>
    public static UnitOfMeasure Tonne { get; } = new("t");

    /// <summary><i>l</i>, litres.</summary>
    public static UnitOfMeasure Litre { get; } = new("l");

    /// <summary><i>m</i>, metres.</summary>
    public static UnitOfMeasure Metre { get; } = new("m");

    /// <summary><i>m2</i>, square metres.</summary>
    public static UnitOfMeasure SquareMetre { get; } = new("m2");

    /// <summary><i>m3</i>, cubic metres.</summary>
    public static UnitOfMeasure CubicMetre { get; } = new("m3");

    /// <summary><i>km</i>, kilometres.</summary>
    public static UnitOfMeasure Kilometre { get; } = new("km");

    /// <summary><i>m-c</i>, months.</summary>
    public static UnitOfMeasure Month { get; } = new("m-c");

    /// <summary><i>kWh</i>, kilowatt hours.</summary>
    public static UnitOfMeasure KilowattHour { get; } = new("kWh");

    /// <summary>A text as it is.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator UnitOfMeasure(string text) => new(text);

    /// <summary>The text; empty for <c>default</c>.</summary>
    public override string ToString() => _text ?? "";
}

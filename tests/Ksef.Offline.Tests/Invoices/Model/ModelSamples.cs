using System.Numerics;
using System.Reflection;
using Ksef.Offline.Invoices.Model;
using NodaTime;

namespace Ksef.Offline.Tests.Invoices.Model;

/// <summary>Makes invoices out of the shape of the model alone, by reflection: a new member of the model is covered the moment it is there.</summary>
internal sealed class ModelSamples
{
    private static readonly NullabilityInfoContext Nullability = new();
    private readonly Random _random;
    private readonly bool _full;

    private ModelSamples(int seed, bool full) => (_random, _full) = (new Random(seed), full);

    /// <summary>An invoice with every member filled; the alternatives of choices are left to chance.</summary>
    internal static Invoice Full(int seed) => (Invoice)new ModelSamples(seed, full: true).Make(typeof(Invoice), null)!;

    /// <summary>An invoice of chance: optional members may be absent.</summary>
    internal static Invoice Chance(int seed) => (Invoice)new ModelSamples(seed, full: false).Make(typeof(Invoice), null)!;

    private object? Make(Type type, string? member)
    {
        if (SimpleSamples.TryMake(type, member, _random, out var simple)) return simple;
        if (type.IsEnum) return Pick(EnumValues(type, member));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableList<>)) return MakeList(type.GetGenericArguments()[0], member);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(CodeOrDescription<>))
        {
            var argument = Pick([type.GetGenericArguments()[0], typeof(string)]);
            return Activator.CreateInstance(type, Make((Type)argument!, "Description"));
        }
        if (type.IsAbstract)
            return Make((Type)Pick([.. type.Assembly.GetTypes().Where(t => !t.IsAbstract && type.IsAssignableFrom(t)).OrderBy(t => t.Name, StringComparer.Ordinal)])!, member);
        return MakeRecord(type);
    }

    private object MakeRecord(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        var record = constructor.Invoke([.. constructor.GetParameters().Select(p => MakeOptional(p.ParameterType, $"{type.Name}.{p.Name}", Nullability.Create(p).WriteState))]);
        var set = constructor.GetParameters().Select(p => p.Name).ToHashSet();
        foreach (var property in type.GetProperties().Where(p => p.CanWrite && !set.Contains(p.Name)))
            property.SetValue(record, MakeOptional(property.PropertyType, $"{type.Name}.{property.Name}", Nullability.Create(property).WriteState));
        return record;
    }

    private object? MakeOptional(Type type, string member, NullabilityState state)
    {
        var inner = Nullable.GetUnderlyingType(type);
        if (inner is null && (state != NullabilityState.Nullable || type.IsValueType)) return Make(type, member);
        return !_full && _random.Next(3) > 0 ? null : Make(inner ?? type, member);
    }

    private object MakeList(Type item, string? member)
    {
        var least = SimpleSamples.NeedsOne(member) ? 1 : 0;
        var count = _full ? 2 : _random.Next(least, 3);
        var items = Array.CreateInstance(item, count);
        for (var i = 0; i < count; i++) items.SetValue(Make(item, member), i);
        return typeof(EquatableListBuilder).GetMethod(nameof(EquatableListBuilder.ToEquatableList))!.MakeGenericMethod(item).Invoke(null, [items])!;
    }

    private static object[] EnumValues(Type type, string? member) =>
    [
        .. Enum.GetValues(type).Cast<object>().Where(v => member != "OrderLine.Procedure" || v is not (SupplyProcedure.ImportProcedure42 or SupplyProcedure.ImportProcedure63)),
    ];

    private object Pick(object[] choices) => choices[_random.Next(choices.Length)];
}

using System.Reflection;
using System.Runtime.CompilerServices;

namespace Ksef.Offline.Architecture.Tests;

/// <summary>Writes the public face of an assembly as sorted lines, one a member, for people to review when it changes: with <c>?</c> where null may stand, and what must be given.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().SelectMany(Lines).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(Type type)
    {
        var name = Name(type);
        var bases = new List<string>();
        if (type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) && b != typeof(MulticastDelegate)) bases.Add(Name(b));
        if (!type.IsEnum) bases.AddRange(type.GetInterfaces().Where(i => i.IsPublic).Select(Name).Order(StringComparer.Ordinal));
        yield return $"{name} [{Kind(type)}]{(bases.Count > 0 ? " : " + string.Join(", ", bases) : "")}";
        if (type.IsEnum)
        {
            foreach (var v in Enum.GetNames(type)) yield return $"{name}.{v} = {Convert.ToInt64(Enum.Parse(type, v), System.Globalization.CultureInfo.InvariantCulture)}";
            yield break;
        }
        foreach (var m in type.GetMembers(Declared))
        {
            var line = Line(m);
            if (line is not null) yield return $"{name}.{line}";
        }
    }

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo c when Visible(c) => $"ctor({Parameters(c)})",
        MethodInfo m when Visible(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && !Generated(m) =>
            $"{(m.IsStatic ? "static " : "")}{m.Name}{Generics(m)}({Parameters(m)}) -> {Name(m.ReturnType, new NullabilityInfoContext().Create(m.ReturnParameter))}",
        PropertyInfo p when Accessors(p) is { Length: > 0 } a => $"{(p.GetAccessors(true)[0].IsStatic ? "static " : "")}{(p.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "")}{p.Name}{(p.GetIndexParameters().Length > 0 ? "[" + string.Join(", ", p.GetIndexParameters().Select(x => Name(x.ParameterType))) + "]" : "")} {{{a}}} -> {Name(p.PropertyType, new NullabilityInfoContext().Create(p))}",
        FieldInfo f when f.IsPublic || f.IsFamily => $"{(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{f.Name} -> {Name(f.FieldType, new NullabilityInfoContext().Create(f))}{(f.IsLiteral ? $" = {f.GetRawConstantValue()}" : "")}",
        EventInfo e when Visible(e.AddMethod!) => $"event {e.Name} -> {Name(e.EventHandlerType!)}",
        _ => null,
    };

    private static string Accessors(PropertyInfo p)
    {
        var parts = new List<string>();
        if (p.GetMethod is { } g && Visible(g)) parts.Add("get;");
        if (p.SetMethod is { } s && Visible(s)) parts.Add(s.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;");
        return p.Name == "EqualityContract" ? "" : string.Join(" ", parts);
    }

    private static bool Visible(MethodBase m) => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly;

    private static bool Generated(MethodInfo m) => m.GetCustomAttribute<CompilerGeneratedAttribute>() is not null || m.Name is "PrintMembers" or "<Clone>$";

    private static string Parameters(MethodBase m) => string.Join(", ", m.GetParameters().Select(p => $"{(p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : "")}{Name(p.ParameterType, new NullabilityInfoContext().Create(p))} {p.Name}{(p.HasDefaultValue ? " = " + (p.DefaultValue ?? "default") : "")}"));

    private static string Generics(MethodInfo m) => m.IsGenericMethodDefinition ? $"<{string.Join(", ", m.GetGenericArguments().Select(g => g.Name))}>" : "";

    private static string Kind(Type t) =>
        t.IsEnum ? "enum" : t.IsInterface ? "interface" : t.IsValueType ? "struct" : typeof(MulticastDelegate).IsAssignableFrom(t) ? "delegate"
        : t is { IsAbstract: true, IsSealed: true } ? "static class" : t.IsAbstract ? "abstract class" : t.IsSealed ? "sealed class" : "class";

    private static string Name(Type type) => Name(type, null);

    private static string Name(Type type, NullabilityInfo? info)
    {
        if (type.IsByRef) return Name(type.GetElementType()!, info);
        var mark = !type.IsValueType && info is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable } ? "?" : "";
        if (type.IsArray) return $"{Name(type.GetElementType()!, info?.ElementType)}[]{mark}";
        if (type.IsGenericParameter) return type.Name + mark;
        var prefix = type.IsNested ? Name(type.DeclaringType!) : type.Namespace;
        var bare = type.Name.Split('`')[0];
        var arguments = type.GetGenericArguments();
        var infos = info?.GenericTypeArguments.Length == arguments.Length ? info.GenericTypeArguments : [];
        var generics = type.IsGenericType ? $"<{string.Join(", ", arguments.Select((a, i) => Name(a, infos.ElementAtOrDefault(i))))}>" : "";
        return $"{prefix}.{bare}{generics}{mark}";
    }
}

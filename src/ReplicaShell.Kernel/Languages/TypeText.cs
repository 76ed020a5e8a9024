using System.Dynamic;
using System.Reflection;

namespace ReplicaShell.Kernel.Languages;

/// <summary>Types as C# spells them.</summary>
internal static class TypeText
{
    /// <summary>Stands for a type that C# cannot name.</summary>
    public const string Unknown = "dynamic";

    /// <summary>The full name; <see cref="Unknown"/> for what has none that a cell could use.</summary>
    public static string Of(Type? type)
    {
        if (type is not { IsVisible: true } || type.Assembly.Location.Length == 0 || IsDynamic(type))
        {
            return Unknown;
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType())}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        return type.FullName is null || type.IsPointer || type.IsByRef ? Unknown : "global::" + Nested(type);
    }

    /// <summary>The assemblies that the name refers to.</summary>
    public static IEnumerable<Assembly> AssembliesOf(Type type) =>
        type.GetGenericArguments()
            .Concat(type.HasElementType ? [type.GetElementType()!] : [])
            .SelectMany(AssembliesOf)
            .Append(type.Assembly)
            .Distinct();

    // An object of PowerShell's own has its members at run time alone.
    private static bool IsDynamic(Type type) => typeof(IDynamicMetaObjectProvider).IsAssignableFrom(type);

    // Outer<int>.Inner<string> has both arguments in Inner's list.
    private static string Nested(Type type)
    {
        var arguments = type.GetGenericArguments();
        var outer = type.DeclaringType;
        var inherited = outer?.GetGenericArguments().Length ?? 0;
        var name = type.Name.Split('`')[0];
        if (arguments.Length > inherited)
        {
            name += $"<{string.Join(", ", arguments[inherited..].Select(Of))}>";
        }

        return outer is null
            ? (type.Namespace is null ? name : $"{type.Namespace}.{name}")
            : Nested(inherited == 0 ? outer : outer.MakeGenericType(arguments[..inherited])) + "." + name;
    }
}

namespace ReplicaShell.Kernel.Languages;

/// <summary>Types as C# spells them.</summary>
internal static class TypeText
{
    /// <summary>The full name; <c>dynamic</c> for what has no simple one.</summary>
    public static string Of(Type type)
    {
        if (type.IsArray && type.GetArrayRank() == 1)
        {
            return Of(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericType && !type.IsNested)
        {
            var name = type.GetGenericTypeDefinition().FullName!.Split('`')[0];
            return $"global::{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
        }

        return type.IsGenericType ? "dynamic" : "global::" + type.FullName!.Replace('+', '.');
    }
}

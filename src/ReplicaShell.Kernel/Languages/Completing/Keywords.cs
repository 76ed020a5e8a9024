namespace ReplicaShell.Kernel.Languages.Completing;

/// <summary>The keywords of C# that code in a cell begins statements and expressions with.</summary>
internal static class Keywords
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. "abstract as async await base bool break byte case catch char checked class const continue".Split(' '),
        .. "decimal default delegate do double dynamic else enum event false finally fixed float for".Split(' '),
        .. "foreach from get goto if in init int interface internal is let lock long nameof new".Split(' '),
        .. "null object orderby out override params private protected public readonly record ref".Split(' '),
        .. "required return sbyte sealed select set short sizeof static string struct switch this".Split(' '),
        .. "throw true try typeof uint ulong unchecked unsafe ushort using var virtual void volatile".Split(' '),
        .. "when where while with yield".Split(' '),
    ];
}

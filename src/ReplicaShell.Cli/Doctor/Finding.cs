namespace ReplicaShell.Cli.Doctor;

/// <summary>What a check found.</summary>
/// <param name="Name">What was looked for.</param>
/// <param name="Mark">Whether it is there.</param>
/// <param name="Text">What was found, in a few words.</param>
/// <param name="Remedy">The command or the step that mends it; null when nothing needs mending.</param>
internal sealed record Finding(string Name, Mark Mark, string Text, string? Remedy = null)
{
    /// <summary>Something that is there.</summary>
    public static Finding Ok(string name, string text) => new(name, Mark.Ok, text);

    /// <summary>Something that is not needed, but would be good to have.</summary>
    public static Finding Warn(string name, string text, string remedy) => new(name, Mark.Warn, text, remedy);

    /// <summary>Something without which no pair can be made.</summary>
    public static Finding Missing(string name, string text, string remedy) => new(name, Mark.Missing, text, remedy);
}

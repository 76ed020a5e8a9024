namespace ReplicaShell.Cli.Hosting;

/// <summary>What the standard streams are connected to, and so what may be written to them.</summary>
/// <param name="InputIsTerminal">Somebody can be asked: standard input is a terminal.</param>
/// <param name="OutputIsTerminal">Standard output is read by a person, not by a file or a pipe.</param>
/// <param name="ErrorIsTerminal">Standard error is read by a person.</param>
/// <param name="UnderstandsEscapes">The terminal takes escape sequences; a dumb one does not.</param>
/// <param name="WantsColour">The user has not asked for plain text through NO_COLOR (https://no-color.org).</param>
internal sealed record TerminalTraits(
    bool InputIsTerminal,
    bool OutputIsTerminal,
    bool ErrorIsTerminal,
    bool UnderstandsEscapes,
    bool WantsColour
)
{
    /// <summary>Escape sequences may be written to standard output, colours left aside.</summary>
    public bool OutputTakesEscapes => OutputIsTerminal && UnderstandsEscapes;

    /// <summary>Standard output is coloured.</summary>
    public bool OutputIsColoured => OutputTakesEscapes && WantsColour;

    /// <summary>Standard error is coloured.</summary>
    public bool ErrorIsColoured => ErrorIsTerminal && UnderstandsEscapes && WantsColour;

    /// <summary>A line is drawn over and over on standard error while something takes long.</summary>
    public bool ShowsProgress => ErrorIsTerminal && UnderstandsEscapes;

    /// <summary>Looks at the streams and the environment of this process.</summary>
    public static TerminalTraits Detect()
    {
        var noColour = Environment.GetEnvironmentVariable("NO_COLOR");
        var dumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new TerminalTraits(
            !Console.IsInputRedirected,
            !Console.IsOutputRedirected,
            !Console.IsErrorRedirected,
            !dumb && WindowsTerminal.TurnOnEscapes(),
            string.IsNullOrEmpty(noColour)
        );
    }
}

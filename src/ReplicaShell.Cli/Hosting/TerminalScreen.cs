using System.Management.Automation.Host;

namespace ReplicaShell.Cli.Hosting;

/// <summary>
/// The terminal as a screen of cells: <c>$Host.UI.RawUI</c>. Formatting asks for its width; what only the consoles of
/// Windows can do (read or move cells) is refused.
/// </summary>
internal sealed class TerminalScreen(HostStreams streams) : PSHostRawUserInterface
{
    /// <summary>Stands for the background that no terminal tells.</summary>
    public const ConsoleColor UnknownBackground = (ConsoleColor)(-1);

    private const int HeightOfNoTerminal = 50;

    /// <inheritdoc/>
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    /// <inheritdoc/>
    public override ConsoleColor BackgroundColor { get; set; } = UnknownBackground;

    /// <inheritdoc/>
    public override Size BufferSize
    {
        get => new(streams.ScreenWidth, Height);
        set => throw Refusal("set the size of its buffer");
    }

    /// <inheritdoc/>
    public override Size WindowSize
    {
        get => BufferSize;
        set => throw Refusal("set the size of its window");
    }

    /// <inheritdoc/>
    public override Size MaxWindowSize => BufferSize;

    /// <inheritdoc/>
    public override Size MaxPhysicalWindowSize => BufferSize;

    /// <inheritdoc/>
    public override Coordinates WindowPosition { get; set; }

    /// <inheritdoc/>
    public override Coordinates CursorPosition
    {
        get => throw Refusal("tell where its cursor is");
        set => Send($"\e[{value.Y + 1};{value.X + 1}H");
    }

    /// <inheritdoc/>
    public override int CursorSize { get; set; } = 25;

    /// <inheritdoc/>
    public override string WindowTitle
    {
        get => field;
        set
        {
            field = value;
            Send($"\e]0;{value}\a");
        }
    } = "replicashell";

    /// <inheritdoc/>
    public override bool KeyAvailable => streams.Traits.InputIsTerminal && Console.KeyAvailable;

    private int Height =>
        streams.Traits.OutputIsTerminal && Console.WindowHeight > 0 ? Console.WindowHeight : HeightOfNoTerminal;

    /// <inheritdoc/>
    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        if (!streams.Traits.InputIsTerminal)
        {
            throw Refusal("read a key: standard input is not a terminal");
        }

        var key = Console.ReadKey(options.HasFlag(ReadKeyOptions.NoEcho));
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    /// <inheritdoc/>
    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }
    }

    /// <inheritdoc/>
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        // Clear-Host of the engine fills the whole screen: all coordinates are -1.
        if (rectangle is not { Left: -1, Top: -1, Right: -1, Bottom: -1 })
        {
            throw Refusal("fill a part of the screen");
        }

        Send("\e[H\e[2J\e[3J");
    }

    /// <inheritdoc/>
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) =>
        throw Refusal("write cells to the screen");

    /// <inheritdoc/>
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw Refusal("read the screen");

    /// <inheritdoc/>
    public override void ScrollBufferContents(
        Rectangle source,
        Coordinates destination,
        Rectangle clip,
        BufferCell fill
    ) => throw Refusal("move a part of the screen");

    private static NotSupportedException Refusal(string what) => new($"This terminal cannot {what}.");

    private void Send(string sequence)
    {
        if (streams.Traits.OutputTakesEscapes)
        {
            streams.WriteSequence(sequence);
        }
    }
}

using System.Management.Automation.Host;

namespace ReplicaShell.Commands.Tests.Engine;

/// <summary>The size of the screen, which decides how tables are laid out; nothing else of a console is there.</summary>
internal sealed class TextHostScreen : PSHostRawUserInterface
{
    public override Size BufferSize { get; set; } = new(120, 50);

    public override Size WindowSize
    {
        get => BufferSize;
        set => BufferSize = value;
    }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override ConsoleColor ForegroundColor { get; set; }

    public override ConsoleColor BackgroundColor { get; set; }

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 1;

    public override string WindowTitle { get; set; } = "";

    public override bool KeyAvailable => false;

    public override void FlushInputBuffer() { }

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw NoConsole();

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NoConsole();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NoConsole();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NoConsole();

    public override void ScrollBufferContents(
        Rectangle source,
        Coordinates destination,
        Rectangle clip,
        BufferCell fill
    ) => throw NoConsole();

    private static InvalidOperationException NoConsole() => new("There is no console here.");
}

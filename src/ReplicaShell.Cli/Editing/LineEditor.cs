namespace ReplicaShell.Cli.Editing;

/// <summary>
/// Reads a line from the terminal, with the usual keys. Enter ends it when the text is complete and begins a further
/// line of it when it is not.
/// </summary>
internal sealed class LineEditor(LineDisplay display)
{
    private LineBuffer buffer = new();
    private LineHistory history = new();

    /// <summary>What Tab does; null for nothing.</summary>
    public CompletionCycle? Completion { get; init; }

    /// <summary>Whether Enter ends a text; every text when null.</summary>
    public Func<string, bool>? IsComplete { get; init; }

    /// <summary>Reads a line.</summary>
    /// <param name="prompt">What stands before it.</param>
    /// <param name="mask">What is shown in the place of each character; null to show what is typed.</param>
    public LineResult Read(string prompt, char? mask = null)
    {
        buffer = new LineBuffer();
        history = mask is null ? history : new LineHistory();
        var treatedAsInput = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        try
        {
            // Whoever sees the prompt may press Ctrl+C: by then it is a key, and no longer a signal.
            display.Begin(prompt);
            LineEnd? end = null;
            while (end is null)
            {
                // Pasted text is drawn once, not once a character.
                if (!Console.KeyAvailable)
                {
                    Draw();
                }

                end = Handle(Console.ReadKey(intercept: true));
            }

            display.End(Shown());
            var text = end == LineEnd.Entered ? buffer.Text : "";
            history.Add(mask is null ? text : "");
            return new LineResult(end.Value, text);
        }
        finally
        {
            Console.TreatControlCAsInput = treatedAsInput;
        }

        string Shown() => mask is null ? buffer.Text : new string(mask.Value, buffer.Text.Length);
        void Draw() => display.Draw(Shown(), buffer.Cursor);
    }

    private LineEnd? Handle(ConsoleKeyInfo key)
    {
        if (key.Key != ConsoleKey.Tab)
        {
            Completion?.Reset();
        }

        return key.Modifiers.HasFlag(ConsoleModifiers.Control) ? HandleControl(key.Key) : HandlePlain(key);
    }

    private LineEnd? HandlePlain(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Enter when IsComplete?.Invoke(buffer.Text) ?? true:
                return LineEnd.Entered;
            case ConsoleKey.Enter:
                buffer.Insert("\n");
                break;
            case ConsoleKey.Tab:
                Completion?.Advance(buffer, forward: !key.Modifiers.HasFlag(ConsoleModifiers.Shift));
                break;
            case ConsoleKey.Backspace:
                buffer.DeleteBackward();
                break;
            case ConsoleKey.Delete:
                buffer.DeleteForward();
                break;
            case ConsoleKey.LeftArrow or ConsoleKey.RightArrow:
                buffer.Move(forward: key.Key == ConsoleKey.RightArrow);
                break;
            case ConsoleKey.Home:
                buffer.MoveHome();
                break;
            case ConsoleKey.End:
                buffer.MoveEnd();
                break;
            case ConsoleKey.UpArrow:
                buffer.SetText(history.Previous(buffer.Text));
                break;
            case ConsoleKey.DownArrow:
                buffer.SetText(history.Next(buffer.Text));
                break;
            case ConsoleKey.Escape:
                buffer.SetText("");
                break;
            default:
                buffer.Insert(char.IsControl(key.KeyChar) ? "" : key.KeyChar.ToString());
                break;
        }

        return null;
    }

    private LineEnd? HandleControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.C:
                return LineEnd.Cancelled;
            case ConsoleKey.D when buffer.Text.Length == 0:
                return LineEnd.EndOfInput;
            case ConsoleKey.D:
                buffer.DeleteForward();
                break;
            case ConsoleKey.J when IsComplete?.Invoke(buffer.Text) ?? true:
                return LineEnd.Entered;
            case ConsoleKey.J:
                buffer.Insert("\n");
                break;
            case ConsoleKey.A:
                buffer.MoveHome();
                break;
            case ConsoleKey.E:
                buffer.MoveEnd();
                break;
            case ConsoleKey.B or ConsoleKey.F:
                buffer.Move(forward: key == ConsoleKey.F);
                break;
            case ConsoleKey.LeftArrow or ConsoleKey.RightArrow:
                buffer.MoveWord(forward: key == ConsoleKey.RightArrow);
                break;
            case ConsoleKey.P:
                buffer.SetText(history.Previous(buffer.Text));
                break;
            case ConsoleKey.N:
                buffer.SetText(history.Next(buffer.Text));
                break;
            case ConsoleKey.W or ConsoleKey.Backspace:
                buffer.DeleteWordBackward();
                break;
            case ConsoleKey.U:
                buffer.DeleteToHome();
                break;
            case ConsoleKey.K:
                buffer.DeleteToEnd();
                break;
            case ConsoleKey.L:
                display.ClearScreen();
                break;
        }

        return null;
    }
}

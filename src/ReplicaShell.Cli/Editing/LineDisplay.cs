using System.Management.Automation.Internal;
using System.Text;
using ReplicaShell.Cli.Hosting;

namespace ReplicaShell.Cli.Editing;

/// <summary>Draws a prompt and the text behind it over itself, over as many rows of the terminal as they take.</summary>
internal sealed class LineDisplay(HostStreams streams)
{
    private const string ContinuationPrompt = ">> ";

    private string prompt = "";
    private int row;

    /// <summary>Begins a new line with a prompt of one or more lines, which may hold escape sequences.</summary>
    public void Begin(string text)
    {
        var lastLine = text.LastIndexOf('\n') + 1;
        streams.Write(text[..lastLine]);
        prompt = text[lastLine..];
        row = 0;
    }

    /// <summary>Draws the text and puts the terminal's cursor where the buffer's is.</summary>
    /// <param name="text">The text; \n parts its lines.</param>
    /// <param name="cursor">The index in the text at which the cursor stands.</param>
    public void Draw(string text, int cursor)
    {
        var width = Math.Max(streams.ScreenWidth, 2);
        var screen = new StringBuilder(ToRow(row)).Append(prompt);
        var place = (Row: 0, Column: new StringDecorated(prompt).ContentLength % width);
        var cursorPlace = place;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == cursor)
            {
                cursorPlace = place;
            }

            if (i < text.Length)
            {
                place = Put(screen, text[i], place, width);
            }
        }

        screen.Append("\e[J").Append(ToRow(place.Row - cursorPlace.Row));
        if (cursorPlace.Column > 0)
        {
            screen.Append($"\e[{cursorPlace.Column}C");
        }

        row = cursorPlace.Row;
        streams.WriteSequence(screen.ToString());
    }

    /// <summary>Leaves the text as it stands and goes to the line below it.</summary>
    public void End(string text)
    {
        Draw(text, text.Length);
        streams.WriteLine("");
    }

    /// <summary>Empties the terminal; the next drawing is at its top.</summary>
    public void ClearScreen()
    {
        streams.WriteSequence("\e[H\e[2J");
        row = 0;
    }

    private static string ToRow(int rowsUp) => rowsUp > 0 ? $"\r\e[{rowsUp}A" : "\r";

    private static (int Row, int Column) Put(StringBuilder screen, char letter, (int Row, int Column) place, int width)
    {
        if (letter == '\n')
        {
            screen.Append("\e[K\r\n").Append(ContinuationPrompt);
            return (place.Row + 1, ContinuationPrompt.Length);
        }

        var column = place.Column + CellWidth.Of(letter);
        screen.Append(char.IsControl(letter) ? '?' : letter);
        if (column < width)
        {
            return (place.Row, column);
        }

        // A terminal stays on a full row until the next character: go on by hand, so that the row is known.
        screen.Append("\r\n");
        return (place.Row + 1, 0);
    }
}

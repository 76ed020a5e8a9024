namespace ReplicaShell.Cli.Editing;

/// <summary>A text and a cursor in it: what the keys of the editor change. Knows no terminal.</summary>
internal sealed class LineBuffer
{
    /// <summary>The text; lines of a multi-line text are parted by \n.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The index of the character before which the next one is inserted, 0 to the text's length.</summary>
    public int Cursor { get; private set; }

    /// <summary>Puts text at the cursor.</summary>
    public void Insert(string text) => Replace(Cursor, 0, text);

    /// <summary>Puts other text in the place of a part, and the cursor behind it.</summary>
    public void Replace(int start, int length, string text)
    {
        Text = Text.Remove(start, length).Insert(start, text);
        Cursor = start + text.Length;
    }

    /// <summary>Replaces everything; the cursor stands at the end.</summary>
    public void SetText(string text) => Replace(0, Text.Length, text);

    /// <summary>Moves the cursor one character; at an end it stays.</summary>
    public void Move(bool forward) => Cursor = forward ? NextCharacter() : PreviousCharacter();

    /// <summary>Moves the cursor to the next word's end, or back to a word's beginning.</summary>
    public void MoveWord(bool forward) => Cursor = forward ? NextWord() : PreviousWord();

    /// <summary>Moves the cursor to the beginning of the line that it is in.</summary>
    public void MoveHome() => Cursor = LineStart();

    /// <summary>Moves the cursor to the end of the line that it is in.</summary>
    public void MoveEnd() => Cursor = LineEnd();

    /// <summary>Deletes the character behind the cursor.</summary>
    public void DeleteForward() => Replace(Cursor, NextCharacter() - Cursor, "");

    /// <summary>Deletes the character before the cursor.</summary>
    public void DeleteBackward() => DeleteFrom(PreviousCharacter());

    /// <summary>Deletes from the beginning of the word to the cursor.</summary>
    public void DeleteWordBackward() => DeleteFrom(PreviousWord());

    /// <summary>Deletes from the beginning of the line to the cursor.</summary>
    public void DeleteToHome() => DeleteFrom(LineStart());

    /// <summary>Deletes from the cursor to the end of the line.</summary>
    public void DeleteToEnd() => Replace(Cursor, LineEnd() - Cursor, "");

    private void DeleteFrom(int start) => Replace(start, Cursor - start, "");

    // A character outside the basic plane is two chars, which are never parted.
    private int NextCharacter() =>
        Cursor >= Text.Length ? Text.Length
        : char.IsHighSurrogate(Text[Cursor]) && Cursor + 1 < Text.Length ? Cursor + 2
        : Cursor + 1;

    private int PreviousCharacter() =>
        Cursor == 0 ? 0
        : char.IsLowSurrogate(Text[Cursor - 1]) && Cursor > 1 ? Cursor - 2
        : Cursor - 1;

    private int NextWord()
    {
        var at = Cursor;
        while (at < Text.Length && !char.IsLetterOrDigit(Text[at]))
        {
            at++;
        }

        while (at < Text.Length && char.IsLetterOrDigit(Text[at]))
        {
            at++;
        }

        return at;
    }

    private int PreviousWord()
    {
        var at = Cursor;
        while (at > 0 && !char.IsLetterOrDigit(Text[at - 1]))
        {
            at--;
        }

        while (at > 0 && char.IsLetterOrDigit(Text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private int LineStart() => Cursor == 0 ? 0 : Text.LastIndexOf('\n', Cursor - 1) + 1;

    private int LineEnd()
    {
        var end = Text.IndexOf('\n', Cursor);
        return end < 0 ? Text.Length : end;
    }
}

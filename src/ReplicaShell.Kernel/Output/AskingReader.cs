using ReplicaShell.Kernel.Display;

namespace ReplicaShell.Kernel.Output;

/// <summary>Standard input as cells see it: each line is asked of the person at the client.</summary>
internal sealed class AskingReader : TextReader
{
    private string line = "";
    private int at;

    /// <inheritdoc/>
    public override string? ReadLine()
    {
        if (at < line.Length)
        {
            var rest = line[at..].TrimEnd('\n');
            at = line.Length;
            return rest;
        }

        return CellOutput.Current?.Ask("", secret: false, CellInterrupt.Current?.Token ?? CancellationToken.None);
    }

    /// <inheritdoc/>
    public override int Peek()
    {
        if (at >= line.Length)
        {
            (line, at) = (ReadLine() + "\n", 0);
        }

        return line[at];
    }

    /// <inheritdoc/>
    public override int Read()
    {
        var next = Peek();
        at++;
        return next;
    }
}

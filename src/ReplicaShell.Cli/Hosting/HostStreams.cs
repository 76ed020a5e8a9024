using System.Management.Automation;
using System.Management.Automation.Internal;

namespace ReplicaShell.Cli.Hosting;

/// <summary>
/// Standard output and standard error as the engine writes them: streamed, a line never torn by another thread, and the
/// progress line out of the way first.
/// </summary>
internal sealed class HostStreams
{
    private readonly Lock gate = new();
    private readonly TextWriter output = Console.Out;
    private readonly TextWriter error = Console.Error;
    private readonly IProgressDisplay? progress;
    private int errorsOnly;

    /// <summary>Makes the streams of a process whose streams are connected as <paramref name="traits"/> says.</summary>
    /// <param name="traits">What they are connected to.</param>
    /// <param name="progress">Where progress is shown; null for a line on the terminal, if there is one.</param>
    public HostStreams(TerminalTraits traits, IProgressDisplay? progress = null)
    {
        Traits = traits;
        this.progress =
            progress ?? (traits.ShowsProgress ? new ProgressLine(error, () => ScreenWidth, TimeProvider.System) : null);
    }

    /// <summary>What the streams are connected to.</summary>
    public TerminalTraits Traits { get; }

    /// <summary>The terminal's width in columns; 120, as in pwsh, where there is none.</summary>
    public int ScreenWidth
    {
        get
        {
            const int widthOfNoTerminal = 120;
            if (!Traits.OutputIsTerminal && !Traits.ErrorIsTerminal)
            {
                return widthOfNoTerminal;
            }

            // A terminal that does not know its size says 0.
            var width = Console.WindowWidth;
            return width > 0 ? width : widthOfNoTerminal;
        }
    }

    /// <summary>Writes to standard output, or to standard error within <see cref="SendToError"/>.</summary>
    public void Write(string text)
    {
        lock (gate)
        {
            progress?.Clear();
            if (errorsOnly > 0)
            {
                error.Write(Decorate(text, Traits.ErrorIsColoured));
            }
            else
            {
                output.Write(Decorate(text, Traits.OutputIsColoured));
            }
        }
    }

    /// <summary>Writes a line to standard output, or to standard error within <see cref="SendToError"/>.</summary>
    public void WriteLine(string text) => Write(text + Environment.NewLine);

    /// <summary>Writes a line to standard error.</summary>
    public void WriteErrorLine(string text)
    {
        lock (gate)
        {
            progress?.Clear();
            error.WriteLine(Decorate(text, Traits.ErrorIsColoured));
        }
    }

    /// <summary>Draws progress where somebody watches.</summary>
    public void ShowProgress(ProgressRecord record)
    {
        lock (gate)
        {
            progress?.Show(record);
        }
    }

    /// <summary>Takes the progress line away for good: what it told of has ended.</summary>
    public void EndProgress()
    {
        lock (gate)
        {
            progress?.Reset();
        }
    }

    /// <summary>
    /// Until disposed, all that is written goes to standard error. The engine formats an exception that ended a
    /// pipeline like any object, and only its own console may mark it as an error.
    /// </summary>
    public IDisposable SendToError()
    {
        Interlocked.Increment(ref errorsOnly);
        return new Redirection(this);
    }

    /// <summary>Writes escape sequences of our own, such as those that move the cursor, as they are.</summary>
    public void WriteSequence(string sequence)
    {
        lock (gate)
        {
            progress?.Clear();
            output.Write(sequence);
        }
    }

    // Formatting puts colours in whether or not they can be seen; what is written decides, as in pwsh.
    private static string Decorate(string text, bool coloured)
    {
        var keeps = PSStyle.Instance.OutputRendering switch
        {
            OutputRendering.Ansi => true,
            OutputRendering.PlainText => false,
            _ => coloured,
        };
        return keeps || !text.Contains('\e') ? text : new StringDecorated(text).ToString(OutputRendering.PlainText);
    }

    private sealed class Redirection(HostStreams streams) : IDisposable
    {
        private int disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0)
            {
                Interlocked.Decrement(ref streams.errorsOnly);
            }
        }
    }
}

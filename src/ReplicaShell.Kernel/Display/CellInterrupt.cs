namespace ReplicaShell.Kernel.Display;

/// <summary>The wish that a cell should end: code that watches it is given time to undo what it did.</summary>
internal sealed class CellInterrupt : IDisposable
{
    private static readonly AsyncLocal<CellInterrupt?> Own = new();
    private static CellInterrupt? latest;
    private static bool wasRequested;

    [ThreadStatic]
    private static CellInterrupt? ofThisThread;

    private readonly CancellationTokenSource source = new();
    private readonly CancellationTokenSource insistence = new();
    private volatile bool undoesItself;

    private CellInterrupt()
    {
        Token = source.Token;
        Insistence = insistence.Token;
    }

    /// <summary>That of the cell that started the code which asks, or of the cell that runs; null while none does.</summary>
    public static CellInterrupt? Current => Own.Value ?? Volatile.Read(ref latest);

    /// <summary>Cancelled when somebody wants the cell to end.</summary>
    public CancellationToken Token { get; }

    /// <summary>Cancelled when somebody has asked twice, and so does not want to wait any longer.</summary>
    public CancellationToken Insistence { get; }

    /// <summary>Whether the cell's own code has asked for the token, and so may do something when it is cancelled.</summary>
    public bool IsWatched { get; private set; }

    /// <summary>Whether something that the cell calls has.</summary>
    public bool IsWatchedWithin { get; private set; }

    /// <summary>From here on this thread, and what it starts, works for that cell.</summary>
    public static CellInterrupt Enter()
    {
        var own = new CellInterrupt();
        Own.Value = own;
        Volatile.Write(ref latest, own);
        return own;
    }

    /// <summary>The token, for the code of the cell: it ends by itself.</summary>
    public CancellationToken Watch()
    {
        (undoesItself, IsWatched) = (true, true);
        return Token;
    }

    /// <summary>The token, for something that the cell calls and that ends with it.</summary>
    public CancellationToken WatchWithin()
    {
        IsWatchedWithin = true;
        return Token;
    }

    /// <summary>This thread runs the cell's own code, until it ends.</summary>
    public void OwnThread() => ofThisThread = this;

    /// <summary>The time that a cell has to undo what it did is over: from now on its points end it, too.</summary>
    public void EndAtPoints() => undoesItself = false;

    /// <summary>
    /// Ends the code that asks when it belongs to a cell that should end, and does not see to that itself. That code runs on
    /// the cell's own thread or in a task, which keeps the exception; a timer's or a thread's would end the process. Before the
    /// first interrupt of a session it costs nothing.
    /// </summary>
    /// <exception cref="OperationCanceledException">It should.</exception>
    public static void ThrowIfRequested()
    {
        if (
            Volatile.Read(ref wasRequested)
            && Own.Value is { undoesItself: false } own
            && (ofThisThread == own || Task.CurrentId is not null)
        )
        {
            own.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Asks the cell to end; the second time without patience.</summary>
    public void Request()
    {
        Volatile.Write(ref wasRequested, true);
        try
        {
            (source.IsCancellationRequested ? insistence : source).Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The cell ended meanwhile.
        }
    }

    /// <summary>The cell has ended.</summary>
    public void Dispose()
    {
        Own.Value = null;
        Interlocked.CompareExchange(ref latest, null, this);
        source.Dispose();
        insistence.Dispose();
    }
}

namespace ReplicaShell.Wire;

/// <summary>Takes the rows of a series of statements as they come.</summary>
internal interface IWireSink
{
    /// <summary>A row of the statement at that place in the series, counted from 0.</summary>
    void OnRow(int statement, WireRow row);

    /// <summary>The statement at that place failed; those after it were not run.</summary>
    void OnError(int statement, WireError error);

    /// <summary>The server had something to say that is no error.</summary>
    void OnNotice(WireError notice) { }
}

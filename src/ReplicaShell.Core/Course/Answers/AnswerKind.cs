namespace ReplicaShell.Course.Answers;

/// <summary>What a task takes as its answer.</summary>
internal enum AnswerKind
{
    /// <summary>None: the check looks at the servers.</summary>
    None,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A port, or a host and a port.</summary>
    Port,

    /// <summary>A letter and a situation.</summary>
    Script,

    /// <summary>A list of keys.</summary>
    Keys,

    /// <summary>A function of two LSN texts.</summary>
    LsnFunction,

    /// <summary>A function of a lag sample.</summary>
    AlertFunction,
}

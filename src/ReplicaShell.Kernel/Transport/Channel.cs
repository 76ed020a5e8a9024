namespace ReplicaShell.Kernel.Transport;

/// <summary>The sockets that messages come and go by.</summary>
internal enum Channel
{
    /// <summary>Requests that wait for each other.</summary>
    Shell,

    /// <summary>Requests that wait for nothing: interrupt and shutdown.</summary>
    Control,

    /// <summary>Questions of the kernel to the person.</summary>
    Stdin,

    /// <summary>What every client hears.</summary>
    IOPub,
}

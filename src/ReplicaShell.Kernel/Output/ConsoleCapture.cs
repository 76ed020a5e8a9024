using ReplicaShell.Kernel.Display;

namespace ReplicaShell.Kernel.Output;

/// <summary>The console of the process as the streams of cells, and its input as questions.</summary>
internal sealed class ConsoleCapture : IDisposable
{
    private readonly TextWriter output = Console.Out;
    private readonly TextWriter error = Console.Error;
    private readonly List<CapturedDescriptor> descriptors = [];

    /// <summary>Takes the console.</summary>
    public ConsoleCapture()
    {
        Console.SetOut(Writer("stdout"));
        Console.SetError(Writer("stderr"));
        // What the runtime says of a crash is for whoever started the kernel.
        AppDomain.CurrentDomain.UnhandledException += (_, _) => descriptors.ForEach(one => one.GiveBack());
        Console.SetIn(new AskingReader());
        if (!OperatingSystem.IsWindows())
        {
            descriptors.Add(new CapturedDescriptor(1, text => CellOutput.Current?.Stream("stdout", text)));
            descriptors.Add(new CapturedDescriptor(2, text => CellOutput.Current?.Stream("stderr", text)));
        }
    }

    /// <summary>Returns when all that was written before has been handed on.</summary>
    public void Drain() => descriptors.ForEach(one => one.Drain());

    /// <summary>Gives the console back.</summary>
    public void Dispose()
    {
        descriptors.ForEach(one => one.Dispose());
        Console.SetOut(output);
        Console.SetError(error);
    }

    private static TextWriter Writer(string name) =>
        TextWriter.Synchronized(new StreamWriterOf(text => CellOutput.Current?.Stream(name, text)));
}

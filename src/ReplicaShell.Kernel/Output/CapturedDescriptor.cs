using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ReplicaShell.Kernel.Output;

/// <summary>
/// A standard stream of the process, taken at its file descriptor: what native code and child processes write comes here, too,
/// which <see cref="Console.SetOut"/> does not see. Unix alone; elsewhere children write to where the kernel was started.
/// </summary>
internal sealed partial class CapturedDescriptor : IDisposable
{
    // FIOCLEX; unlike fcntl it takes no third argument, which would be passed another way on some processors.
    private const ulong CloseOnExecOfLinux = 0x5451;
    private const ulong CloseOnExecOfMacOS = 0x20006601;

    // Nobody writes this by chance.
    private readonly byte[] mark = [0, .. Guid.NewGuid().ToByteArray(), 0];
    private readonly AnonymousPipeServerStream pipe = new(PipeDirection.In);
    private readonly FileStream into;
    private readonly int descriptor;
    private readonly nint original;
    private readonly Action<string> write;
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private readonly SemaphoreSlim seen = new(0);

    /// <summary>Takes a descriptor.</summary>
    /// <param name="descriptor">1 or 2.</param>
    /// <param name="write">Is given what was written, as it comes, on a thread of its own.</param>
    public CapturedDescriptor(int descriptor, Action<string> write)
    {
        this.descriptor = descriptor;
        this.write = write;
        original = Duplicate(descriptor);
        if (original < 0 || DuplicateOnto(pipe.ClientSafePipeHandle, descriptor) < 0)
        {
            throw new IOException($"Descriptor {descriptor} cannot be taken: error {Marshal.GetLastPInvokeError()}.");
        }

        // A server that a cell starts outlives the kernel, and would hold open the pipe of whoever waits for the kernel's end.
        _ = Control(original, OperatingSystem.IsMacOS() ? CloseOnExecOfMacOS : CloseOnExecOfLinux);
        into = new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        new Thread(Read) { IsBackground = true, Name = $"Descriptor {descriptor}" }.Start();
    }

    /// <summary>Returns when all that was written before has been handed on.</summary>
    public void Drain()
    {
        into.Write(mark);
        seen.Wait();
    }

    /// <summary>Gives the descriptor back when all has been handed on.</summary>
    public void Dispose()
    {
        Drain();
        GiveBack();
    }

    /// <summary>Gives the descriptor back at once, whatever is still on its way.</summary>
    public void GiveBack()
    {
        using var former = new SafeFileHandle(original, ownsHandle: true);
        _ = DuplicateOnto(former, descriptor);
    }

    // The runtime's own, whose copy closes in children: a server that outlives the kernel would else hold the stream of who
    // started the kernel, who would wait for its end.
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Dup", SetLastError = true)]
    private static partial nint Duplicate(nint descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int DuplicateOnto(SafeHandle from, int onto);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int descriptor, ulong request);

    private void Read()
    {
        var buffer = new byte[16 * 1024];
        var held = 0;
        while (pipe.Read(buffer, held, buffer.Length - held) is > 0 and var count)
        {
            var bytes = buffer.AsSpan(0, held + count);
            for (var at = bytes.IndexOf(mark); at >= 0; at = bytes.IndexOf(mark))
            {
                HandOn(bytes[..at]);
                seen.Release();
                bytes = bytes[(at + mark.Length)..];
            }

            // What may be the beginning of a mark waits for the rest of it.
            var keep = Math.Min(mark.Length - 1, bytes.Length);
            while (!bytes.EndsWith(mark.AsSpan(0, keep)))
            {
                keep--;
            }

            HandOn(bytes[..^keep]);
            bytes[^keep..].CopyTo(buffer);
            held = keep;
        }
    }

    private void HandOn(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
        {
            return;
        }

        var text = new char[decoder.GetCharCount(bytes, flush: false)];
        decoder.GetChars(bytes, text, flush: false);
        write(new string(text));
    }
}

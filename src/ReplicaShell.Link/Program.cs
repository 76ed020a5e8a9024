using System.Text;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Link;

/// <summary>
/// <c>ReplicaShell.Link.dll FOLDER</c>: says <c>ready</c> or <c>error ERRORID MESSAGE</c> on one line and writes nothing
/// after that, since nobody listens any more.
/// </summary>
internal static class Program
{
    private const int PortInUseExitCode = 2;

    private static async Task<int> Main(string[] arguments)
    {
        // The runtime reads this before the first socket: what arrives is passed on by the thread that learns of it,
        // which spares a change of threads on every way.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        if (arguments is not [var folder])
        {
            return Fail(new LinkException(LinkErrorIds.LinkFailed, "usage: ReplicaShell.Link.dll FOLDER"));
        }
        try
        {
            using var host = new LinkHost(Path.GetFullPath(folder));
            using var detachment = new Detachment(host.End);
            await host.StartAsync();
            Say("ready");
            await host.WaitForEndAsync();
            return 0;
        }
        catch (LinkException e)
        {
            return Fail(e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(new LinkException(LinkErrorIds.LinkFailed, e.Message, e));
        }
    }

    private static int Fail(LinkException error)
    {
        Say(LinkHost.ErrorLine(error));
        return error.ErrorId == LinkErrorIds.PortInUse ? PortInUseExitCode : 1;
    }

    private static void Say(string line)
    {
        try
        {
            using var output = Console.OpenStandardOutput();
            output.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (IOException)
        {
            // Whoever started the link is gone already; the link stays.
        }
    }
}

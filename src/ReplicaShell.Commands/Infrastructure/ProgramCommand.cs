using System.Diagnostics;
using ReplicaShell.Errors;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>How the program <c>replicashell</c> is run: a file to start, and what stands before its own arguments.</summary>
/// <param name="File">The program itself, or <c>dotnet</c>.</param>
/// <param name="Before">Empty, or the path of the program's assembly.</param>
internal sealed record ProgramCommand(string File, IReadOnlyList<string> Before)
{
    /// <summary>Runs it to its end and returns what it wrote; cancelling ends it.</summary>
    /// <exception cref="ReplicaException"><c>ProgramFailed</c>, with what it said.</exception>
    public async Task<string> RunAsync(IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(File, [.. Before, .. words])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await Task.WhenAll(output, error, process.WaitForExitAsync(cancellationToken));
            return process.ExitCode == 0
                ? await output
                : throw ProgramErrors.ProgramFailed(words[0], process.ExitCode, Plain(await error));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string Plain(string said) => said.Replace("replicashell: ", "", StringComparison.Ordinal).Trim();
}

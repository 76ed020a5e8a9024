using ReplicaShell.Cli.Sessions;

namespace ReplicaShell.Cli.Doctor.Checks;

/// <summary>An installed pwsh, whose modules give sessions Write-Host, Select-Object and the rest.</summary>
internal sealed class PowerShellCheck : ICheck
{
    private const string Name = "pwsh";

    /// <inheritdoc/>
    public Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        var finding = InstalledPowerShell.Find() switch
        {
            { Fits: true } found => Finding.Ok(Name, $"{found.Version}, {found.Folder}"),
            { } other => Finding.Warn(Name, $"{other.Version} in {other.Folder} is not 7.6", Remedy()),
            _ => Finding.Warn(Name, "not found; sessions have the engine's core commands and ReplicaShell's", Remedy()),
        };
        return Task.FromResult(finding);
    }

    private static string Remedy() =>
        OperatingSystem.IsWindows() ? "winget install Microsoft.PowerShell"
        : OperatingSystem.IsMacOS() ? "brew install powershell"
        : "dotnet tool install --global PowerShell";
}

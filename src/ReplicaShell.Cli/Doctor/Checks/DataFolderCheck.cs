namespace ReplicaShell.Cli.Doctor.Checks;

/// <summary>The folder in which pairs live can be written to.</summary>
internal sealed class DataFolderCheck : ICheck
{
    private const string Name = "Data folder";

    /// <inheritdoc/>
    public Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        var folder = DataFolder.NearestExisting();
        try
        {
            var probe = Path.Combine(folder, $".replicashell-{Guid.NewGuid():N}");
            using (File.Create(probe, bufferSize: 1, FileOptions.DeleteOnClose))
            {
                return Task.FromResult(Finding.Ok(Name, DataFolder.Path));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(
                Finding.Missing(
                    Name,
                    $"{folder} cannot be written to: {failure.Message}",
                    "make it writable, or name another folder in REPLICASHELL_HOME"
                )
            );
        }
    }
}

using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;

namespace ReplicaShell.Course.Progress;

/// <summary>Keeps a learner's progress in a file that only its owner reads; several shells may use it.</summary>
/// <param name="home">The home folder.</param>
internal sealed class ProgressStore(string home)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The folder of everything about the course.</summary>
    public string Folder => Path.Combine(home, "course");

    /// <summary>The file.</summary>
    public string File => Path.Combine(Folder, "progress.json");

    /// <exception cref="ReplicaException"><c>ProgressUnreadable</c>.</exception>
    public async Task<CourseProgress> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await StateFile.ReadAsync(File, ProgressJson.Format, cancellationToken) ?? CourseProgress.None;
        }
        catch (ReplicaException e) when (e.ErrorId == nameof(EngineErrors.PairStateUnreadable))
        {
            throw CourseErrors.ProgressUnreadable(File, e.InnerException ?? e);
        }
    }

    /// <summary>The exercise, which was started.</summary>
    /// <exception cref="ReplicaException"><c>ExerciseNotStarted</c>, <c>ProgressUnreadable</c>.</exception>
    public async Task<UnitProgress> StartedAsync(int number, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).Unit(number) ?? throw CourseErrors.ExerciseNotStarted(number);

    /// <summary>Changes what is kept about one exercise, while no other shell does.</summary>
    /// <param name="number">The exercise.</param>
    /// <param name="change">Makes the new state of the present one; null is none.</param>
    /// <param name="cancellationToken">Ends the wait for another shell.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="ReplicaException"><c>ProgressBusy</c>, <c>ProgressUnreadable</c>, <c>DataFolderUnusable</c>.</exception>
    public async Task<UnitProgress?> ChangeAsync(
        int number,
        Func<UnitProgress?, UnitProgress?> change,
        CancellationToken cancellationToken
    )
    {
        await using var held = await LockAsync(cancellationToken);
        var progress = await ReadAsync(cancellationToken);
        var changed = change(progress.Unit(number));
        Guarded(() => StateFile.Write(File, progress.With(number, changed), ProgressJson.Format));
        return changed;
    }

    private async Task<FileLock> LockAsync(CancellationToken cancellationToken)
    {
        Guarded(() => PrivateFiles.CreateFolder(home));
        Guarded(() => PrivateFiles.CreateFolder(Folder));
        FileLock? held = null;
        await Until.TrueAsync(
            () =>
            {
                Guarded(() => held = FileLock.TryTake(Path.Combine(Folder, "progress.lock")));
                return held is not null;
            },
            Patience,
            cancellationToken
        );
        return held ?? throw CourseErrors.ProgressBusy();
    }

    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EngineErrors.DataFolderUnusable(home, e);
        }
    }
}

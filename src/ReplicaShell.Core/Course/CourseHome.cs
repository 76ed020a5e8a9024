using ReplicaShell.Course.Progress;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Pairs;

namespace ReplicaShell.Course;

/// <summary>Where a learner's course takes place: the pairs and the progress of one home folder.</summary>
internal sealed class CourseHome
{
    private CourseHome(string folder, PairCatalogue pairs) =>
        (Folder, Pairs, Progress) = (folder, pairs, new ProgressStore(folder));

    public string Folder { get; }

    public PairCatalogue Pairs { get; }

    public ProgressStore Progress { get; }

    /// <summary>That of a folder; of this process's own home without one.</summary>
    public static CourseHome Of(string? folder) =>
        folder is null
            ? new(LocalLayout.Default().Home, new PairCatalogue())
            : new(Path.GetFullPath(folder), new PairCatalogue(folder));
}

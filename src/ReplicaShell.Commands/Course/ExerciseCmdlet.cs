using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Course;

namespace ReplicaShell.Commands.Course;

/// <summary>The base of cmdlets that work on one exercise of the course.</summary>
public abstract class ExerciseCmdlet : ReplicaCmdlet
{
    /// <summary>The number of the exercise. Binds from exercises, results and hints in the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Number")]
    [ArgumentCompleter(typeof(ExerciseCompleter))]
    public int Exercise { get; set; }

    /// <summary>An exercise by itself, which is shown as a list with all that belongs to it.</summary>
    /// <param name="exercise">The exercise.</param>
    internal static PSObject Alone(Exercise exercise)
    {
        PSObject shown = new(exercise);
        shown.TypeNames.Insert(0, $"{typeof(Exercise).FullName}#Alone");
        return shown;
    }
}

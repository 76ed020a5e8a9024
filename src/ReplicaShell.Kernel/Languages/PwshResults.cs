using ReplicaShell.Kernel.Display;
using ReplicaShell.Kernel.Views;

namespace ReplicaShell.Kernel.Languages;

/// <summary>The results that a PowerShell cell puts out, those of one type that follow each other as one display.</summary>
/// <param name="output">Where they are shown.</param>
/// <param name="text">What the engine shows of results, as text; null leaves it to their view.</param>
internal sealed class PwshResults(CellOutput output, Func<IReadOnlyList<object>, string?> text)
{
    private GrowingResults? _run;

    /// <summary>Takes the next result in.</summary>
    public void Add(object result)
    {
        if (_run?.Takes(result) == true)
        {
            _run.Add(result);
            return;
        }

        Complete();
        _run = new GrowingResults(result, output, TimeProvider.System);
    }

    /// <summary>Something else follows, or nothing: shows what there is for good.</summary>
    public void Complete()
    {
        _run?.Complete(text);
        _run = null;
    }
}

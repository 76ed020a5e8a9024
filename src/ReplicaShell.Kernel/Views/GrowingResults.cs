using ReplicaShell.Formatting;
using ReplicaShell.Kernel.Display;
using ReplicaShell.Plotting;
using ReplicaShell.Replication;

namespace ReplicaShell.Kernel.Views;

/// <summary>
/// Results of one type that come one by one, as one display. What is quick is shown when all of it is there; what takes
/// its time is shown as it is, and a lag stream grows a few times a second.
/// </summary>
internal sealed class GrowingResults
{
    /// <summary>Drawing shall not take more than a part of the time.</summary>
    private const int Restraint = 4;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly CellOutput _output;
    private readonly TimeProvider _clock;
    private readonly Lock _valuesGate = new();
    private readonly Lock _displayGate = new();
    private readonly ITimer _timer;
    private readonly List<object> _values = [];
    private readonly List<string> _shown = [];
    private int _count;
    private int _drawn;
    private bool _complete;

    /// <summary>Begins with the first result.</summary>
    public GrowingResults(object first, CellOutput output, TimeProvider clock)
    {
        Type = first.GetType();
        (_output, _clock) = (output, clock);
        Add(first);
        _timer = clock.CreateTimer(_ => Tick(), null, Shortest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The type of the results.</summary>
    public Type Type { get; }

    /// <summary>Whether another result can join: a table that is seen does not grow any more, except that of lag.</summary>
    public bool Takes(object value) => value.GetType() == Type && (value is ReplicationLag || _drawn == 0);

    /// <summary>Takes a result in.</summary>
    public void Add(object value)
    {
        lock (_valuesGate)
        {
            _count++;
            _values.Add(value);
            if (value is ReplicationLag)
            {
                LagThinning.Thin(_values);
            }
        }
    }

    /// <summary>Shows all of it, for good.</summary>
    /// <param name="text">What a terminal would show of these; null, or a text of null, leaves it to their view.</param>
    public void Complete(Func<IReadOnlyList<object>, string?>? text = null)
    {
        _timer.Dispose();
        lock (_displayGate)
        {
            _complete = true;
            Draw(Values(), text);
        }
    }

    private object[] Values()
    {
        lock (_valuesGate)
        {
            return [.. _values];
        }
    }

    private void Tick()
    {
        lock (_displayGate)
        {
            var began = _clock.GetTimestamp();
            var values = Values();
            if (_complete)
            {
                return;
            }

            if (_drawn != _count && IsWorthSeeing(values))
            {
                Draw(values, null);
            }

            // The first picture takes far longer than the next.
            var pause = (_clock.GetElapsedTime(began) * Restraint).Ticks;
            var next = TimeSpan.FromTicks(Math.Clamp(pause, Shortest.Ticks, Longest.Ticks));
            _timer.Change(next, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A curve of lag has two points at least, and its table does not come before it.</summary>
    private static bool IsWorthSeeing(object[] values) =>
        values is not [ReplicationLag, ..] || InlinePicture.Exists(values);

    private void Draw(object[] values, Func<IReadOnlyList<object>, string?>? text)
    {
        var view = ResultView.Of(values)!;
        var bundles = KernelViews.Bundles(view, text?.Invoke(view.Rows) ?? view.ToText());
        for (var place = 0; place < bundles.Count; place++)
        {
            var (data, metadata) = bundles[place];
            if (place < _shown.Count)
            {
                _output.Replace(_shown[place], data, metadata);
            }
            else
            {
                _shown.Add(_output.ShowReplaceable(data, metadata));
            }
        }

        _drawn = _count;
    }
}

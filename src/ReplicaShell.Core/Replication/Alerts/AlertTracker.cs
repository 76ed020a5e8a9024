namespace ReplicaShell.Replication.Alerts;

/// <summary>One alert over time: it fires when its rule has held for long enough, and once, until it is over.</summary>
internal sealed class AlertTracker(string pair, string rule, string? node, TimeSpan patience)
{
    private DateTimeOffset? _since;
    private bool _fired;

    /// <summary>Takes the finding of one moment; returns an event when that changes something, else null.</summary>
    public AlertEvent? Observe(DateTimeOffset at, AlertFinding finding)
    {
        if (finding.Holds is not { } holds)
        {
            return null;
        }

        if (!holds)
        {
            _since = null;
            return Change(at, finding, fired: false);
        }

        _since ??= at;
        return at - _since >= patience ? Change(at, finding, fired: true) : null;
    }

    private AlertEvent? Change(DateTimeOffset at, AlertFinding finding, bool fired)
    {
        if (_fired == fired)
        {
            return null;
        }

        _fired = fired;
        return new AlertEvent
        {
            Time = at,
            Pair = pair,
            Rule = rule,
            Node = node,
            Change = fired ? AlertChange.Fired : AlertChange.Resolved,
            Value = finding.Value,
            Threshold = finding.Threshold,
            Unit = finding.Unit,
            Message = finding.Message,
        };
    }
}

using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Measurements;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Measurements;

/// <summary>Failovers repeated, as a table and a picture.</summary>
public sealed class MeasureReplicaFailoverTests(EngineFixture engine)
    : ServerTests(engine),
        IClassFixture<EngineFixture>
{
    [Fact]
    public void Modes_and_distances_have_a_row_each_and_no_pair_is_left()
    {
        FailoverMeasurement result = Engine.Get<FailoverMeasurement>(
            "Measure-ReplicaFailover spread -Runs 1 -Mode Async, Sync -Delay 0, 20ms -Client 2 -Seed 9"
        );

        Assert.Equal(4, result.Groups.Count);
        Assert.Equal(9, result.Seed);
        Assert.Equal([0, 20, 0, 20], result.Groups.Select(group => group.Distance.Delay.TotalMilliseconds));
        Assert.All(
            result.Groups.Where(group => group.Mode == ReplicationMode.Sync),
            group => Assert.Equal(0, group.Lost.Maximum)
        );
        AssertGone("spread");
        string shown = Engine.Show(200, "$args[0].Groups", result);
        Assert.Matches("Mode +Distance +Runs +Total ms +Lost", shown);
        Assert.Matches("Sync +20 ms away +1 ", shown);
    }

    [Fact]
    public void What_cannot_be_measured_is_refused()
    {
        AssertFails(
            "Measure-ReplicaFailover spread -Runs 0",
            "InvalidMeasurement",
            ErrorCategory.InvalidArgument,
            "one run"
        );
        AssertFails(
            "Measure-ReplicaFailover spread -Delay soon",
            "ParameterArgumentTransformationError",
            ErrorCategory.InvalidData,
            "not a duration"
        );
    }
}

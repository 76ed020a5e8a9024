using ReplicaShell.Commands.Tests.Engine;

namespace ReplicaShell.Commands.Tests.Course;

/// <summary>Functions of a learner who writes PowerShell.</summary>
[Collection(nameof(LearnerCollection))]
public sealed class FunctionAnswerTests(LearnerFixture learner) : ServerTests(learner.Engine)
{
    private const string Distance = """
        function Get-Position([string] $text) {
            if ($text -notmatch '^[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8}$') { throw "'$text' is no LSN." }
            $high, $low = $text -split '/'
            [bigint] [Convert]::ToUInt32($high, 16) * 4294967296 + [Convert]::ToUInt32($low, 16)
        }
        """;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (Engine.Run("\"$((Get-ReplicaExercise 3).State)\"")[0] == "NotStarted")
        {
            Engine.Run("Start-ReplicaExercise 3 -Pair course -Seed 7");
        }
    }

    [Fact]
    public void A_distance_in_PowerShell_passes()
    {
        Engine.Run(
            Distance
                + "\nSubmit-ReplicaAnswer 3 lsn-distance -ScriptBlock { param($later, $earlier) (Get-Position $later) - (Get-Position $earlier) }"
        );
        Assert.Equal(
            ["True 20"],
            Engine.Run("$r = Test-ReplicaExercise 3 lsn-distance; \"$($r.Passed) $($r.Points)\"")
        );
    }

    [Fact]
    public void An_error_ends_the_function_as_an_exception_does()
    {
        // Without that the last line would still answer, to what is no LSN as well.
        Engine.Run(
            "Submit-ReplicaAnswer 3 lsn-distance -ScriptBlock { param($later, $earlier) "
                + "$a, $b = foreach ($text in $later, $earlier) { $h, $l = $text -split '/'; "
                + "[bigint] [Convert]::ToUInt32($h, 16) * 4294967296 + [Convert]::ToUInt32($l, 16) }; $a - $b }"
        );
        IReadOnlyList<string> evidence = Engine.Run("(Test-ReplicaExercise 3 lsn-distance).Evidence");
        Assert.Equal("a text that is no LSN: 10 of 12 right", evidence[6]);
    }

    [Fact]
    public void An_alert_rule_sees_the_samples_before_and_functions_pass_as_blocks_do()
    {
        Engine.Run(
            """
            function Test-Alert($sample, $earlier) {
                $then = $null
                foreach ($one in $earlier) { if (($sample.Time - $one.Time).TotalSeconds -ge 1) { $then = $one } }
                $then -and $then.LeaderLsn -gt $sample.ReplayedLsn -and $then.ReplayedLsn -eq $sample.ReplayedLsn
            }
            $null = Submit-ReplicaAnswer 3 alert-rule -ScriptBlock ${function:Test-Alert}
            """
        );
        Assert.Equal(
            ["It fires in every cut, in time, and is quiet otherwise."],
            Engine.Run("(Test-ReplicaExercise 3 alert-rule).Reason")
        );
    }

    [Fact]
    public void What_comes_down_the_pipeline_is_one_answer()
    {
        Engine.Run("$null = 'A idle' | Submit-ReplicaAnswer 3 wrong-script");
        Assert.Equal(["A idle"], Engine.Run("(Get-ReplicaExercise 3).Tasks[1].Answer"));
        Assert.Equal(["A", "B", "C"], Engine.Run("$m = (Get-ReplicaExercise 3).Materials; $m.Keys"));
        Assert.StartsWith("-- on the ", Assert.Single(Engine.Run("$m.A")), StringComparison.Ordinal);
    }
}

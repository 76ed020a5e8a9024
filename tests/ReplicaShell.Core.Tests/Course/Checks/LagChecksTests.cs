using System.Globalization;
using System.Numerics;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Course;
using ReplicaShell.Course.Answers;
using ReplicaShell.Course.Checks.Lag;
using ReplicaShell.Course.Ground;
using ReplicaShell.Course.Metadata;
using ReplicaShell.Engines;
using ReplicaShell.Faults;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Course.Checks;

/// <summary>Exercise 3: distances, the wrong script, an alert rule, each with the answers that people give first.</summary>
public sealed class LagChecksTests(CourseLease course) : IClassFixture<CourseLease>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unsolved_it_fails_for_the_reasons_that_are_stated()
    {
        await course.StartAsync(3);
        foreach (var result in await course.TestAsync(3))
        {
            Assert.False(result.Passed);
            Assert.StartsWith(CourseCatalogue.Task(3, result.Task).Unsolved, result.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_right_distance_passes_whatever_type_it_returns()
    {
        await ReadyAsync();
        await PassesAsync("lsn-distance", (string later, string earlier) => Exact(later) - Exact(earlier));
        await PassesAsync("lsn-distance", (string later, string earlier) => (Int128)(Exact(later) - Exact(earlier)));
        await PassesAsync("lsn-distance", (string later, string earlier) => (decimal)(Exact(later) - Exact(earlier)));
        await PassesAsync("lsn-distance", (object a, object b) => Task.FromResult(Exact((string)a) - Exact((string)b)));
    }

    [Fact]
    public async Task The_usual_mistakes_in_distances_are_found()
    {
        await ReadyAsync();
        // Overflows where the distance needs more than 63 bits.
        await FailsAsync(14, "distances beyond 63 bits", (a, b) => (long)(Exact(a) - Exact(b)));
        // Rounds.
        await FailsAsync(11, "the upper half", (a, b) => (double)Exact(a) - (double)Exact(b));
        // Never negative.
        await FailsAsync(17, "the earlier position first", (a, b) => BigInteger.Abs(Exact(a) - Exact(b)));
        // Takes what is no LSN.
        await FailsAsync(17, "no LSN", (a, b) => Loose(a) - Loose(b));
        // The famous one: the same half twice.
        await FailsAsync(
            0,
            null,
            (a, b) => Half(a) * (BigInteger.One << 32) + Half(a) - Half(b) * (BigInteger.One << 32) - Half(b)
        );
        // Refuses everything, or answers the same to everything.
        await FailsAsync(0, null, (_, _) => throw new FormatException("no"));
        await FailsAsync(0, null, (_, _) => 0);
        await FailsAsync(0, "(String)", (a, b) => $"{Exact(a) - Exact(b)}");
    }

    [Fact]
    public async Task The_questions_are_the_learners_own()
    {
        await ReadyAsync();
        await SubmitAsync("lsn-distance", (string a, string b) => Exact(a) - Exact(b));
        var file = Path.Combine(course.Home, "course", "progress.json");
        var other = (await File.ReadAllTextAsync(file, Token)).Replace(
            "\"seed\": 7",
            "\"seed\": 8",
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(file, other, Token);
        var result = await course.TestAsync(3, "lsn-distance");
        Assert.Equal((false, 0), (result.Passed, result.Points));
        Assert.Contains("other questions", result.Reason, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            file,
            other.Replace("\"seed\": 8", "\"seed\": 7", StringComparison.Ordinal),
            Token
        );
    }

    [Fact]
    public async Task The_wrong_script_and_its_situation_are_both_asked_for()
    {
        await ReadyAsync();
        var right = LagScripts.Of(7);
        var other = right.Situation == LagScripts.Idle ? LagScripts.Cut : LagScripts.Idle;
        var letter = right.Wrong == "A" ? "B" : "A";
        Assert.Equal(10, await PointsAsync($" {right.Wrong.ToLowerInvariant()}, {right.Situation.ToUpperInvariant()}"));
        Assert.Equal(5, await PointsAsync($"{right.Wrong} {other}"));
        Assert.Equal(0, await PointsAsync($"{letter} {right.Situation}"));
        await PairSteps.FailsAsync("InvalidAnswer", () => course.SubmitAsync(3, "wrong-script", "D idle"));
        await PairSteps.FailsAsync("InvalidAnswer", () => course.SubmitAsync(3, "wrong-script", "A"));

        async Task<int> PointsAsync(string answer)
        {
            await course.SubmitAsync(3, "wrong-script", answer);
            return (await course.TestAsync(3, "wrong-script")).Points;
        }
    }

    /// <summary>The scripts of several seeds, run on servers: what the seed says is wrong is what the servers show.</summary>
    [Fact]
    public async Task Each_script_is_right_or_wrong_where_the_seed_says_so()
    {
        await ReadyAsync();
        await using var pair = await course.OpenAsync();
        var scripts = Enumerable.Range(0, 40).Select(LagScripts.Of).ToList();
        Assert.Equal(2, scripts.Select(one => one.Situation).Distinct().Count());
        Assert.Equal(3, scripts.Select(one => one.Wrong).Distinct().Count());
        var wrong = scripts.ToLookup(one => one.Texts()[one.Wrong], one => one.Situation);
        var texts = scripts.SelectMany(one => one.Scripts).Distinct().ToList();
        Assert.Equal((8, 5), (texts.Count, wrong.Count));

        await pair.ReplicatesAsync();
        foreach (var text in texts.Where(text => wrong[text].Contains(LagScripts.Idle)))
        {
            Assert.True(await PairSteps.BecomesTrueAsync(async () => await MeasureAsync(text) > 1), $"idle: {text}");
        }

        foreach (var text in texts.Where(text => !wrong[text].Contains(LagScripts.Idle)))
        {
            // The server tells its last measured delay for some seconds more.
            Assert.True(await PairSteps.BecomesTrueAsync(async () => await MeasureAsync(text) is 0), $"idle: {text}");
        }

        await using var cut = await NetworkFault.InjectAsync(
            pair,
            pair.Node("node2"),
            now => now with { Cut = NetworkCut.Reset },
            Token
        );
        await pair.InsertAsync(pair.Leader, await pair.NewKeyAsync());
        foreach (var text in texts)
        {
            var isBlind = wrong[text].Contains(LagScripts.Cut);
            Assert.True(isBlind ? await MeasureAsync(text) == 0 : await MeasureAsync(text) > 0, $"cut: {text}");
        }

        async Task<double?> MeasureAsync(string script)
        {
            var node = script.StartsWith("-- on the leader", StringComparison.Ordinal)
                ? pair.Leader
                : pair.Node("node2");
            var value = await pair.ScalarAsync<object>(node, script);
            return value is DBNull ? null : Convert.ToDouble(value, CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public async Task A_rule_that_looks_for_progress_passes()
    {
        await ReadyAsync();
        await PassesAsync(
            "alert-rule",
            (LagReading now, IReadOnlyList<LagReading> earlier) =>
                earlier.LastOrDefault(one => now.Time - one.Time >= Second) is { } then
                && then.LeaderLsn > now.ReplayedLsn
                && then.ReplayedLsn == now.ReplayedLsn
        );
        await using var pair = await course.OpenAsync();
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
    }

    [Fact]
    public async Task The_usual_alert_rules_are_found_wanting()
    {
        await ReadyAsync();
        await using var pair = await course.OpenAsync();
        var recorded = await new AlertRecorder(pair, progress: null).RecordAsync(Token);
        IReadOnlyList<AlertScenario> scenarios = [.. recorded, .. AlertScenarios.Of(7)];
        Assert.Equal(6, scenarios.Count);

        await FindAsync("for nothing in an idle hour", now => now.SinceReplay > 10 * Second);
        await FindAsync("for nothing in an idle hour", now => now.LagBytes > 0);
        await FindAsync("a long cut it did not fire", now => now.LagBytes > 10_000_000);
        await FindAsync("for nothing in a bulk load", now => now.LagBytes > 1000 && now.SinceReplay > Second);
        await FindAsync("did not fire", now => now.ReplayLag > Second);
        await FindAsync("did not fire", _ => false);
        await FindAsync("for nothing in your pair, idle", _ => true);
        await FindAsync("did not say yes or no", now => throw new InvalidOperationException($"{now.LagBytes}"));

        async Task FindAsync(string reason, Func<LagReading, bool> rule)
        {
            var said = await AlertAnswers.CollectAsync(new LearnerFunction(rule), scenarios, Token);
            var outcome = AlertRuleCheck.Judge(AlertAnswers.Read(said));
            Assert.True(outcome.Share < 1, outcome.Reason);
            Assert.Contains(reason, string.Join('\n', outcome.Evidence), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_no_function_of_that_kind_is_refused()
    {
        await ReadyAsync();
        await RefusedAsync("lsn-distance", (string only) => only.Length);
        await RefusedAsync("lsn-distance", (int later, int earlier) => later - earlier);
        await RefusedAsync("alert-rule", (string sample) => sample.Length > 0);
        await RefusedAsync("wrong-script", (string a, string b) => a + b);
        await PairSteps.FailsAsync("InvalidAnswer", () => course.SubmitAsync(3, "lsn-distance", 5));

        Task RefusedAsync(string task, Delegate function) =>
            PairSteps.FailsAsync("InvalidAnswer", () => SubmitAsync(task, function));
    }

    [Fact]
    public async Task A_pair_that_is_not_in_health_is_told_before_anything_is_recorded()
    {
        await course.StartAsync(3);
        await using var pair = await course.OpenAsync();
        await NetworkFault.InjectAsync(pair, pair.Node("node2"), now => now with { Cut = NetworkCut.Reset }, Token);
        await PairSteps.FailsAsync("PairNotReady", () => SubmitAsync("alert-rule", (LagReading _) => true));
        await course.StartAsync(3);
    }

    /// <summary>The ground is laid once for the tests of this class: none but the last changes it.</summary>
    private async Task ReadyAsync()
    {
        var exercise = await Exercises.GetAsync(3, course.Home, Token);
        if (exercise.State == ExerciseState.NotStarted)
        {
            exercise = await course.StartAsync(3);
        }

        Assert.Equal(["A", "B", "C"], exercise.Materials.Keys.Order());
    }

    private Task<Submission> SubmitAsync(string task, Delegate function) =>
        Exercises.SubmitAsync(3, task, function, course.Home, cancellationToken: Token);

    private async Task PassesAsync(string task, Delegate function)
    {
        await SubmitAsync(task, function);
        var result = await course.TestAsync(3, task);
        Assert.True(result.Passed, $"{result.Reason}\n{string.Join('\n', result.Evidence)}");
        Assert.Equal(20, result.Points);
    }

    private async Task FailsAsync(int points, string? reason, Func<string, string, object> function)
    {
        await SubmitAsync("lsn-distance", function);
        var result = await course.TestAsync(3, "lsn-distance");
        Assert.Equal((false, points), (result.Passed, result.Points));
        Assert.Contains(reason ?? "", result.Reason, StringComparison.Ordinal);
    }

    private static BigInteger Exact(string text) => Lsn.Parse(text).Value;

    private static BigInteger Loose(string text)
    {
        var halves = text.Split('/');
        return (Hex(halves[0]) << 32) + Hex(halves.Length > 1 ? halves[1] : "0");

        static BigInteger Hex(string half) =>
            BigInteger.Parse(
                "0" + string.Concat(half.Where(char.IsAsciiHexDigit)),
                NumberStyles.HexNumber,
                CultureInfo.InvariantCulture
            );
    }

    private static BigInteger Half(string text) => (uint)(Lsn.Parse(text).Value >> 32);
}

using System.Globalization;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Campaign;

/// <summary>
/// Random faults under load in every mode, by a seed. <c>REPLICASHELL_CAMPAIGN_ROUNDS</c> says how many rounds (200 in the
/// night), <c>REPLICASHELL_CAMPAIGN_SEED</c> which: without it the night takes new ones, and a usual run the same ones every
/// time, so that a failure is a change's doing. What fails prints its seed and its round.
/// </summary>
public sealed class CampaignTests
{
    private const string Rounds = "REPLICASHELL_CAMPAIGN_ROUNDS";
    private const string Seed = "REPLICASHELL_CAMPAIGN_SEED";
    private const int UsualSeed = 1769104878;

    private static readonly CampaignFault[] Faults = Enum.GetValues<CampaignFault>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_single_failure_loses_on_processes_what_the_mode_promises_to_keep()
    {
        await TestPostgres.RequireAnyAsync();
        await RunAsync(new PairOptions(), Faults, usualRounds: 20);
    }

    [Fact]
    public async Task No_single_failure_loses_on_containers_what_the_mode_promises_to_keep()
    {
        var options = new PairOptions { Engine = EngineKind.Docker, Image = await TestDocker.RequireAsync() };
        await RunAsync(options, [.. Faults.Where(fault => fault != CampaignFault.SlowLink)], usualRounds: 8);
    }

    [Fact]
    public void A_round_follows_from_the_seed_and_its_number()
    {
        var plans = Enumerable.Range(0, 200).Select(number => CampaignPlan.Of(7, number, Faults)).ToList();

        Assert.Equal(plans, Enumerable.Range(0, 200).Select(number => CampaignPlan.Of(7, number, Faults)));
        Assert.NotEqual(plans, Enumerable.Range(0, 200).Select(number => CampaignPlan.Of(8, number, Faults)));
        Assert.Equal(Faults, plans.Select(plan => plan.Fault).Distinct().Order());
        Assert.Equal(Enum.GetValues<ReplicationMode>(), plans.Select(plan => plan.Mode).Distinct().Order());
    }

    private static async Task RunAsync(PairOptions options, IReadOnlyList<CampaignFault> faults, int usualRounds)
    {
        var rounds = Number(Rounds);
        var seed = Number(Seed) ?? (rounds is null ? UsualSeed : Random.Shared.Next());
        var output = TestContext.Current.TestOutputHelper;
        var catalogue = new PairCatalogue();
        await using var pair = await catalogue.CreateAsync(
            options with
            {
                Name = PairSteps.NewName(),
                FollowerCount = CampaignPlan.Followers,
            },
            progress: null,
            Token
        );
        Leftovers.Remember(pair.Definition);
        try
        {
            for (var number = 0; number < (rounds ?? usualRounds); number++)
            {
                var plan = CampaignPlan.Of(seed, number, faults);
                output?.WriteLine($"seed {seed}, {plan}");
                try
                {
                    await new CampaignRound(pair, plan).RunAsync();
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"{Seed}={seed}, {plan}: {e.Message}", e);
                }
            }
        }
        finally
        {
            await catalogue.RemoveAsync(pair.Name, CancellationToken.None);
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

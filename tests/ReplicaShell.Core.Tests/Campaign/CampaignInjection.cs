using ReplicaShell.Engines;
using ReplicaShell.Failover;
using ReplicaShell.Failover.Switchover;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Campaign;

/// <summary>Does to a pair what a round demands, and heals what must be healed.</summary>
internal static class CampaignInjection
{
    private const int Flaps = 3;

    // A frozen server does not refuse: its silence must have lasted for a while.
    private static readonly FailoverOptions Patiently = new() { DetectionTimeout = TimeSpan.FromSeconds(1) };

    /// <returns>The failover that was due; null when there was none.</returns>
    public static async Task<FailoverResult?> RunAsync(Pair pair, CampaignPlan plan, CancellationToken token)
    {
        var (leader, victim) = (pair.Leader, pair.Followers.ElementAt(plan.Victim));
        switch (plan.Fault)
        {
            case CampaignFault.LeaderCrash:
                await using (await CrashFault.InjectAsync(pair, leader, CrashMethod.Kill, token))
                {
                    return await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress: null, token);
                }
            case CampaignFault.SilentPartition or CampaignFault.ResetPartition:
                var cut = plan.Fault == CampaignFault.SilentPartition ? NetworkCut.Silent : NetworkCut.Reset;
                await using (await NetworkFault.InjectAsync(pair, leader, net => net with { Cut = cut }, token))
                {
                    await Task.Delay(plan.Meanwhile, token);
                    await using var crash = await CrashFault.InjectAsync(pair, leader, CrashMethod.Kill, token);
                    return await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress: null, token);
                }
            case CampaignFault.Suspension:
                await using (await SuspensionFault.InjectAsync(pair, leader, token))
                {
                    return await FailoverCoordinator.RunAsync(pair, Patiently, progress: null, token);
                }
            case CampaignFault.Flapping:
                await FlapAsync(pair, victim, plan.Meanwhile / Flaps, token);
                return null;
            case CampaignFault.SlowLink:
                var delay = plan.Meanwhile / 10;
                await using (await NetworkFault.InjectAsync(pair, victim, net => net with { Delay = delay }, token))
                {
                    await Task.Delay(plan.Meanwhile, token);
                }

                return null;
            case CampaignFault.FollowerCrash:
                await using (await CrashFault.InjectAsync(pair, victim, CrashMethod.Kill, token))
                {
                    await Task.Delay(plan.Meanwhile, token);
                }

                return null;
            case CampaignFault.Switch:
                await LeaderSwitch.RunAsync(pair, new SwitchOptions(), progress: null, token);
                return null;
            default:
                throw new ArgumentOutOfRangeException(nameof(plan), plan.Fault, "There is no such fault.");
        }
    }

    private static async Task FlapAsync(Pair pair, NodeDefinition node, TimeSpan each, CancellationToken token)
    {
        for (var flap = 0; flap < Flaps; flap++)
        {
            await using (await NetworkFault.InjectAsync(pair, node, net => net with { Cut = NetworkCut.Silent }, token))
            {
                await Task.Delay(each, token);
            }

            await Task.Delay(each, token);
        }
    }
}

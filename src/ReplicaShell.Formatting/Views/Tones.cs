using ReplicaShell.Formatting.Content;
using ReplicaShell.History;
using ReplicaShell.Topology;

namespace ReplicaShell.Formatting.Views;

/// <summary>What states and outcomes mean.</summary>
internal static class Tones
{
    public static Cell Of(PairState state) =>
        new(
            state.ToString(),
            state switch
            {
                PairState.Ready => Tone.Good,
                PairState.Degraded => Tone.Fair,
                PairState.Stopped => Tone.Idle,
                _ => Tone.Bad,
            }
        );

    public static Cell Of(NodeState state) =>
        new(
            state.ToString(),
            state switch
            {
                NodeState.Running => Tone.Good,
                NodeState.CatchingUp or NodeState.Suspended => Tone.Fair,
                NodeState.Disconnected or NodeState.Crashed => Tone.Bad,
                _ => Tone.Idle,
            }
        );

    public static Cell Of(LagState state) =>
        new(
            state.ToString(),
            state switch
            {
                LagState.Streaming => Tone.Good,
                LagState.CatchingUp => Tone.Fair,
                LagState.Disconnected => Tone.Bad,
                _ => Tone.Idle,
            }
        );

    public static Cell Of(Outcome outcome) =>
        new(
            outcome.ToString(),
            outcome switch
            {
                Outcome.Ok => Tone.Good,
                Outcome.Failed => Tone.Bad,
                _ => Tone.Fair,
            }
        );
}

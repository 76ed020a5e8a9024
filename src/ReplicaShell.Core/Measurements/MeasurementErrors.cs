using ReplicaShell.Errors;

namespace ReplicaShell.Measurements;

/// <summary>Why a measurement does not begin, or ends without a result. A method's name is the ErrorId.</summary>
internal static class MeasurementErrors
{
    public static ReplicaException InvalidMeasurement(string why) =>
        new(nameof(InvalidMeasurement), ReplicaErrorCategory.InvalidArgument, why);

    public static ReplicaException NothingAcknowledged(string pair, string mode) =>
        new(
            nameof(NothingAcknowledged),
            ReplicaErrorCategory.OperationTimeout,
            $"No write to '{pair}' was acknowledged in mode {mode}, so a failover would show nothing. Are its followers fast "
                + "enough for -WriteTimeout?"
        )
        {
            Target = pair,
        };
}

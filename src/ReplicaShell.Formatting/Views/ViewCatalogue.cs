using System.Collections;

namespace ReplicaShell.Formatting.Views;

/// <summary>The views of all results that people see.</summary>
internal static class ViewCatalogue
{
    /// <summary>Every view.</summary>
    public static readonly IReadOnlyList<View> All =
    [
        new PairView(),
        new NodeView(),
        new OpenPairView(),
        new LabView(),
        new SecretsView(),
        new LagView(),
        new SlotView(),
        new HealthView(),
        new AlertView(),
        new FailoverWatchView(),
        new WatchedFailoverView(),
        new LsnView(),
        new FaultView(),
        new CandidateView(),
        new FailoverView(),
        new SwitchView(),
        new SwitchPhaseView(),
        new FenceView(),
        new FenceAttemptView(),
        new RepairView(),
        new DivergedRowView(),
        new FailoverGroupView(),
        new MeasurementView(),
        new VerdictView(),
        new ReadVerdictView(),
        new DataLossView(),
        new SplitBrainView(),
        new CatchUpView(),
        new WorkloadView(),
        new OperationView(),
        new HistoryView(),
        new QueryView(),
        new ExerciseView(),
        new TaskView(),
        new TrapView(),
        new CheckView(),
        new HintView(),
        new PredictionView(),
        new SubmissionView(),
        new LagReadingView(),
        new GradeView(),
        new GradedExerciseView(),
    ];

    private static readonly Dictionary<Type, View> ByType = All.ToDictionary(view => view.Type);

    /// <summary>The view of a type; null when it has none.</summary>
    public static View? Of(Type type) => ByType.GetValueOrDefault(type);

    /// <summary>The view of what a sequence holds, where that is one type that has one; null otherwise.</summary>
    public static View? OfItems(IEnumerable values)
    {
        var declared = values
            .GetType()
            .GetInterfaces()
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            .Select(type => Of(type.GetGenericArguments()[0]))
            .FirstOrDefault(view => view is not null);
        if (declared is not null || values is not (object?[] or List<object> or ArrayList))
        {
            return declared;
        }

        // What PowerShell hands over: an array of anything.
        var first = values.Cast<object?>().FirstOrDefault();
        var view = first is null ? null : Of(first.GetType());
        return view is not null && values.Cast<object?>().All(value => value?.GetType() == view.Type) ? view : null;
    }
}

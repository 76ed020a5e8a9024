namespace ReplicaShell.Course.Answers;

/// <summary>One call of a learner's function for distances between LSNs.</summary>
/// <param name="Kind">What is tried with it, in a few words.</param>
/// <param name="Later">The first argument.</param>
/// <param name="Earlier">The second argument.</param>
/// <param name="Expected">The right answer; null where one of the two is no LSN and must be refused.</param>
internal sealed record LsnQuestion(string Kind, string Later, string Earlier, Int128? Expected);

namespace ReplicaShell.Benchmarks.Measuring;

/// <summary>Measured values in the order of their taking.</summary>
internal sealed class Sample : List<double>
{
    public double Median => this.Order().ElementAt(Count / 2);

    public double Worst => this.Max();

    public double Best => this.Min();
}

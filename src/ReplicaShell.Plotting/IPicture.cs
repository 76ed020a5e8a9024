namespace ReplicaShell.Plotting;

/// <summary>A picture that can be drawn at any size.</summary>
internal interface IPicture
{
    /// <summary>What it shows, for those who cannot see it.</summary>
    string Description { get; }

    /// <summary>The height that suits a width of 1000.</summary>
    int SuitableHeight { get; }

    /// <summary>Draws itself over the whole sheet.</summary>
    void Draw(Sheet sheet);
}

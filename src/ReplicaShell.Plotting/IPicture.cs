namespace ReplicaShell.Plotting;

/// <summary>A picture that can be drawn at any size.</summary>
internal interface IPicture
{
    /// <summary>Draws itself over the whole sheet.</summary>
    void Draw(Sheet sheet);
}

using ReplicaShell.Engines.Docker.Images;
using ReplicaShell.Errors;

namespace ReplicaShell.Core.Tests.Surroundings;

/// <summary>
/// The Docker engine and the image that tests run on. Where one is missing, a test is skipped with the reason; on a CI
/// machine it fails instead. Nothing is pulled for tests.
/// </summary>
internal static class TestDocker
{
    /// <summary>The major version of the server in that image, which its tag begins with: 15 of replicashell-postgres:15.</summary>
    public static int Major =>
        int.Parse(
            string.Concat(ImageName.Parse(ImageStore.Choose(null)).Tag!.TakeWhile(char.IsAsciiDigit)),
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>The image that REPLICASHELL_IMAGE names, else the official one; the engine answers, and has it.</summary>
    public static async Task<string> RequireAsync()
    {
        var image = ImageStore.Choose(null);
        try
        {
            return await ImageStore.IsHereAsync(image, CancellationToken.None)
                ? image
                : Missing($"The image '{image}' is not here: REPLICASHELL_IMAGE may name another.");
        }
        catch (ReplicaException e)
        {
            return Missing(e.Message);
        }
    }

    private static string Missing(string reason)
    {
        Assert.True(Environment.GetEnvironmentVariable("CI") is null or "", "A CI machine needs Docker. " + reason);
        Assert.Skip(reason);
        return reason;
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Warming;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>What the kernel does while nobody asks for anything.</summary>
public sealed class WarmUpTests
{
    [Fact]
    public async Task The_compiler_and_the_pictures_are_loaded_without_a_cell_that_needs_them()
    {
        var results = await KernelSession.RunAsync(
            KernelSession.Pwsh,
            new JsonObject
            {
                ["until"] = "compiler True pictures True",
                ["of"] =
                    "$names = [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }; "
                    + "\"compiler $($names -contains 'Microsoft.CodeAnalysis.CSharp') pictures $($names -contains 'SkiaSharp')\"",
            },
            KernelSession.Cell("#!csharp\n1 + 1"),
            KernelSession.Cell("$null -eq $one")
        );

        Assert.Equal("compiler True pictures True\n", KernelSession.Text(results[0]));
        Assert.Equal("2", KernelSession.Text(results[1]));
        Assert.Equal(1, (int)results[1]!["count"]! - (int)results[0]!["count"]!);
        // What is rehearsed leaves nothing behind.
        Assert.Equal("True\n", KernelSession.Text(results[2]));
    }

    [Fact]
    public async Task It_waits_while_somebody_is_served_and_goes_on_afterwards()
    {
        var warmUp = new WarmUp();
        var taken = new BlockingCollection<int>();
        var served = warmUp.Serve();
        using var another = warmUp.Serve();

        warmUp.Begin([
            () => taken.Add(1),
            () => taken.Add(2),
            () => throw new InvalidOperationException(),
            () => taken.Add(4),
        ]);
        served.Dispose();
        served.Dispose();

        Assert.False(taken.TryTake(out _, TimeSpan.FromMilliseconds(100)));
        another.Dispose();
        Assert.Equal(1, await TakeAsync(taken));
        Assert.Equal(2, await TakeAsync(taken));
        // A step that fails ends the warm-up, and nothing else.
        Assert.False(taken.TryTake(out _, TimeSpan.FromMilliseconds(100)));
    }

    private static Task<int> TakeAsync(BlockingCollection<int> taken) =>
        Task.Run(() => taken.Take(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
}

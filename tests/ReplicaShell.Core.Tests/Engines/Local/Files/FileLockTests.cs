using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local.Files;

namespace ReplicaShell.Core.Tests.Engines.Local.Files;

public sealed class FileLockTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("rs-locks-");

    private string Lock => Path.Combine(_folder, "lab.lock");

    public void Dispose() => TestFolders.Remove(_folder);

    [Fact]
    public async Task Of_two_holders_the_second_waits_for_the_first_to_give_it_back()
    {
        var first = FileLock.TryTake(Lock);
        Assert.NotNull(first);
        Assert.Null(FileLock.TryTake(Lock));
        await first.DisposeAsync();
        await using var second = FileLock.TryTake(Lock);
        Assert.NotNull(second);
    }

    [Fact]
    public async Task Nothing_stays_when_it_is_given_back()
    {
        await FileLock.TryTake(Lock)!.DisposeAsync();
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Another_process_holds_it_until_it_gives_it_back()
    {
        await using var other = PairHost.Start(["hold", Lock]);
        Assert.Equal("held", await other.ReadLineAsync());
        Assert.Null(FileLock.TryTake(Lock));
        other.CloseInput();
        Assert.Equal("given back", await other.ResultAsync());
        await using var ours = FileLock.TryTake(Lock);
        Assert.NotNull(ours);
    }

    [Fact]
    public async Task Another_process_finds_ours_taken()
    {
        await using var ours = FileLock.TryTake(Lock);
        Assert.NotNull(ours);
        await using var other = PairHost.Start(["hold", Lock]);
        Assert.Equal("busy", await other.ReadLineAsync());
        other.CloseInput();
        await other.ResultAsync();
        Assert.Null(FileLock.TryTake(Lock));
    }

    [Fact]
    public async Task A_process_that_is_killed_holds_nothing()
    {
        await using var other = PairHost.Start(["hold", Lock]);
        Assert.Equal("held", await other.ReadLineAsync());
        await other.KillAsync();
        await using var ours = FileLock.TryTake(Lock);
        Assert.NotNull(ours);
    }

    [Fact]
    public async Task Among_many_that_come_and_go_never_two_hold_it()
    {
        const int Holders = 6;
        const int Rounds = 400;
        var (inside, taken) = (0, 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, Holders)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (Volatile.Read(ref taken) < Rounds)
                        {
                            if (FileLock.TryTake(Lock) is not { } held)
                            {
                                continue;
                            }

                            Assert.Equal(1, Interlocked.Increment(ref inside));
                            Thread.Yield();
                            Interlocked.Increment(ref taken);
                            Interlocked.Decrement(ref inside);
                            await held.DisposeAsync();
                        }
                    })
                )
        );
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_no_holder() =>
        Assert.Throws<DirectoryNotFoundException>(() => FileLock.TryTake(Path.Combine(_folder, "x", "lab.lock")));
}

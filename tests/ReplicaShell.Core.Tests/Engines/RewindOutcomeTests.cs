using ReplicaShell.Engines;

namespace ReplicaShell.Core.Tests.Engines;

/// <summary>What pg_rewind says, as PostgreSQL 15 says it.</summary>
public sealed class RewindOutcomeTests
{
    [Fact]
    public void The_last_report_of_its_progress_is_how_much_it_copied()
    {
        const string Said = """
            pg_rewind: servers diverged at WAL location 0/3000150 on timeline 1
            pg_rewind: need to copy 52 MB (total source directory size is 71 MB)
                0/54226 kB (0%) copied
            54226/54226 kB (100%) copied
            pg_rewind: Done!
            """;
        Assert.Equal(new RewindOutcome(null, 54226L * 1024), RewindOutcome.Of(true, Said));
    }

    [Fact]
    public void Where_nothing_was_to_be_done_nothing_was_copied() =>
        Assert.Equal(new RewindOutcome(null, 0), RewindOutcome.Of(true, "pg_rewind: no rewind required"));

    [Fact]
    public void A_failure_is_told_in_its_own_words()
    {
        const string Said = """
            pg_rewind: rewinding from last common checkpoint at 0/2000060 on timeline 1
            pg_rewind: error: could not open file "/x/pg_wal/000000010000000000000002": No such file or directory
            pg_rewind: hint: something
            """;
        Assert.Equal(
            "pg_rewind failed: could not open file \"/x/pg_wal/000000010000000000000002\": No such file or directory.",
            RewindOutcome.Of(false, Said).Failure
        );
    }
}

using ReplicaShell.Link.Contract;

namespace ReplicaShell.Link.Tests;

/// <summary>What the link and its client exchange can be read by either, and nothing else can.</summary>
public sealed class LinesTests
{
    private static readonly LinkConfiguration Configuration = new()
    {
        Pair = "lab",
        Token = "0123abc",
        ControlPort = 20001,
        Routes =
        [
            new LinkRoute { Name = "upstream-node1", ListenPort = 20002 },
            new LinkRoute
            {
                Name = "client-node2",
                ListenPort = 20003,
                TargetPort = 20004,
                Cut = LinkCut.Silent,
                DelayMilliseconds = 0.1,
                JitterMilliseconds = 1e-7,
                BytesPerSecond = long.MaxValue,
            },
        ],
    };

    [Fact]
    public void A_configuration_is_the_same_after_it_was_written_and_read()
    {
        var again = LinkLines.Configuration(LinkLines.Of(Configuration));
        Assert.Equal(Configuration.Routes, again.Routes);
        Assert.Equal(("lab", "0123abc", 20001), (again.Pair, again.Token, again.ControlPort));
    }

    [Fact]
    public void A_status_is_one_line_and_the_same_afterwards()
    {
        var status = new LinkStatus
        {
            Pid = 42,
            Routes = [Route("upstream-node1", 0, LinkCut.None), Route("client-node2", long.MaxValue, LinkCut.Reset)],
        };
        var line = LinkLines.Of(status);
        var again = LinkLines.Status(line);
        Assert.DoesNotContain('\n', line);
        Assert.Equal(42, again.Pid);
        Assert.Equal(status.Routes, again.Routes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pair lab\ntoken 0123abc\n")]
    [InlineData("pair lab\ntoken 0123abc\ncontrol soon\n")]
    [InlineData("pair lab\ntoken 0123abc\ncontrol 20001\nroute upstream-node1 20002\n")]
    [InlineData("pair lab\ntoken 0123abc\ncontrol 20001\nroute upstream-node1 20002 0 Sometimes 0 0 0\n")]
    [InlineData("{ \"Pair\": \"lab\" }")]
    public void What_is_no_configuration_is_not_read(string text) =>
        Assert.Throws<FormatException>(() => LinkLines.Configuration(text));

    [Theory]
    [InlineData("")]
    [InlineData("route upstream-node1 1 2 3 None")]
    [InlineData("pid 42;route upstream-node1 1 2 3")]
    [InlineData("error LinkFailed unknown command")]
    public void What_is_no_status_is_not_read(string line) =>
        Assert.Throws<FormatException>(() => LinkLines.Status(line));

    private static LinkRouteStatus Route(string name, long bytes, LinkCut cut) =>
        new()
        {
            Name = name,
            Connections = 3,
            BytesUp = bytes,
            BytesDown = bytes,
            Cut = cut,
        };
}

using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using ReplicaShell.Cli.Tests.Running;
using ReplicaShell.Errors;
using ReplicaShell.Kernel.Languages.Packages;

namespace ReplicaShell.Cli.Tests.Kernel.Languages;

/// <summary><c>#r "nuget: …"</c> in C# cells, restored by the machine's own dotnet.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_package_comes_with_what_it_needs_and_the_newest_where_no_version_is_named()
    {
        var feed = Feed();

        var results = await RunAsync(
            feed,
            "#r \"nuget: Sample.Greeter, 1.0.0\"\nSample.Greeter.Say()",
            "using Sample;\nGreeter.Say() + Words.Hello",
            "#r \"nuget:Sample.Other\"\nSample.Other.Version",
            "#r \"nuget: Sample.Nothing, 1.0.0\"\n1",
            "#r \"nuget: Sample.Other, 9.0.0\"\n1",
            "#r \"nuget: two words\"\n1",
            "Greeter.Say()"
        );

        Assert.EndsWith(
            "Sample.Greeter 1.0.0 is referenced.\nhello 1.0.0",
            KernelSession.Text(results[0]),
            StringComparison.Ordinal
        );
        Assert.Equal("hello 1.0.0hello", KernelSession.Text(results[1]));
        Assert.EndsWith(
            "Sample.Other 2.0.0 is referenced.\n2.0.0",
            KernelSession.Text(results[2]),
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["PackageNotFound", "PackageNotFound", "InvalidPackage"],
            results.Skip(3).Take(3).Select(result => (string?)result["reply"]!["ename"])
        );
        Assert.Contains("#i \"nuget:", KernelSession.Text(results[3]), StringComparison.Ordinal);
        Assert.Equal("hello 1.0.0", KernelSession.Text(results[6]));

        // Restored once, it needs its source no more.
        Directory.Delete(feed.Packages, recursive: true);
        var again = await RunAsync(feed, "#r \"nuget: Sample.Greeter, 1.0.0\"\nSample.Greeter.Say()");
        Assert.Equal("Sample.Greeter 1.0.0 is referenced.\nhello 1.0.0", KernelSession.Text(again[0]));
    }

    [Fact]
    public async Task A_restore_that_hangs_can_be_interrupted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        // It takes every connection and answers none.
        using var source = new TcpListener(IPAddress.Loopback, 0);
        source.Start();
        var feed = new SampleFeed(_folder.Path, $"http://{source.LocalEndpoint}/index.json");

        var results = await KernelSession.RunAsync(
            KernelSession.CSharp,
            Environment(),
            KernelSession.Cell($"Directory.SetCurrentDirectory(\"{feed.Home}\");"),
            KernelSession.Cell("#r \"nuget: Sample.Greeter, 1.0.0\"\n1", interrupt: "message"),
            KernelSession.Cell("1 + 1")
        );

        Assert.EndsWith("Interrupted.", KernelSession.Text(results[1]), StringComparison.Ordinal);
        Assert.InRange((double)results[1]!["seconds"]!, 0.5, 20);
        Assert.Equal("2", KernelSession.Text(results[2]));
    }

    [Theory]
    [InlineData("A.csproj : error NU1101: Unable to find package X. No packages [/tmp/A.csproj]", "PackageNotFound")]
    [InlineData(
        "A.csproj : error NU1301: Unable to load the service index [/tmp/A.csproj]",
        "PackageSourceUnreachable"
    )]
    [InlineData("A.csproj : error NU1202: X is not compatible with net10.0 [/tmp/A.csproj]", "PackageRestoreFailed")]
    [InlineData("No .NET SDKs were found.", "DotnetNotFound")]
    public void What_dotnet_says_becomes_an_error_that_helps(string said, string id)
    {
        var error = PackageErrors.Of("X", said);

        Assert.Equal(id, error.ErrorId);
        Assert.DoesNotContain("/tmp/A.csproj", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nuget: A.B, 1.2.3", "A.B", "1.2.3", true)]
    [InlineData("nuget:A.B/1.2.3-beta.1", "A.B", "1.2.3-beta.1", true)]
    [InlineData("nuget: A.B", "A.B", "*", false)]
    [InlineData("nuget: A.B, *-*", "A.B", "*-*", false)]
    [InlineData("nuget: A.B, [1.0, 2.0)", "A.B", "[1.0, 2.0)", true)]
    public void A_request_is_read_in_every_spelling(string text, string name, string version, bool exact)
    {
        var request = PackageRequest.Parse(text);

        Assert.Equal((name, version, exact), (request.Name, request.Version, request.IsExact));
    }

    [Theory]
    [InlineData("nuget:")]
    [InlineData("nuget: A<B>")]
    [InlineData("nuget: A, 1\" Evil=\"")]
    public void A_request_that_is_none_is_refused(string text) =>
        Assert.Equal("InvalidPackage", Assert.Throws<ReplicaException>(() => PackageRequest.Parse(text)).ErrorId);

    private SampleFeed Feed()
    {
        var feed = new SampleFeed(_folder.Path);
        var words = SampleAssembly.Compile(
            _folder.File("build"),
            "Sample.Words",
            "namespace Sample; public static class Words { public static string Hello => \"hello\"; }"
        );
        var greeter = SampleAssembly.Compile(
            _folder.File("build"),
            "Sample.Greeter",
            "namespace Sample; public static class Greeter { public static string Say() => Words.Hello + \" 1.0.0\"; }",
            words
        );
        feed.Add("Sample.Words", "1.0.0", words);
        feed.Add("Sample.Greeter", "1.0.0", greeter, needs: "Sample.Words");
        foreach (var version in (string[])["1.0.0", "2.0.0", "3.0.0-beta"])
        {
            var code =
                $"namespace Sample; public static class Other {{ public static string Version => \"{version}\"; }}";
            feed.Add("Sample.Other", version, SampleAssembly.Compile(_folder.File(version), "Sample.Other", code));
        }

        return feed;
    }

    private async Task<JsonNode[]> RunAsync(SampleFeed feed, params string[] cells)
    {
        // As in a notebook of that folder.
        var there = KernelSession.Cell($"Directory.SetCurrentDirectory(\"{feed.Home}\");");
        var results = await KernelSession.RunAsync(
            KernelSession.CSharp,
            Environment(),
            [there, .. cells.Select(cell => KernelSession.Cell(cell))]
        );
        return [.. results.Skip(1).Select(result => result!)];
    }

    private (string Name, string Value)[] Environment() =>
        [("REPLICASHELL_HOME", _folder.File("home")), ("NUGET_PACKAGES", _folder.File("packages"))];
}

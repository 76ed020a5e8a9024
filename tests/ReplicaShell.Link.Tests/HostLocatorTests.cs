using ReplicaShell.Engines.Local.Link;

namespace ReplicaShell.Link.Tests;

public sealed class HostLocatorTests
{
    private static readonly string Existing = Environment.ProcessPath!;

    [Fact]
    public void The_program_lies_beside_the_core()
    {
        var library = LinkHostLocator.Find().Arguments("folder")[0];

        Assert.Equal(Path.GetDirectoryName(typeof(LinkHostLocator).Assembly.Location), Path.GetDirectoryName(library));
        Assert.True(File.Exists(Path.ChangeExtension(library, ".runtimeconfig.json")));
    }

    [Fact]
    public void The_first_dotnet_that_exists_runs_it()
    {
        var command = LinkHostLocator.Find("Link.dll", ["/nowhere/dotnet", Existing], "/opt/pwsh");

        Assert.Equal(Existing, command.File);
        Assert.Equal(["Link.dll", "/lab"], command.Arguments("/lab"));
    }

    [Fact]
    public void The_running_pwsh_runs_it_where_there_is_no_dotnet()
    {
        var command = LinkHostLocator.Find("/it's/Link.dll", ["/nowhere/dotnet"], "/opt/pwsh");

        Assert.Equal("/opt/pwsh", command.File);
        Assert.Equal(
            "exit [Reflection.Assembly]::LoadFrom('/it''s/Link.dll').EntryPoint.Invoke($null, "
                + "[object[]]@(, [string[]]@('/la''b')))",
            command.Arguments("/la'b")[^1]
        );
    }

    [Fact]
    public void Without_either_the_error_says_what_to_install()
    {
        var error = Assert.Throws<Errors.ReplicaException>(() =>
            LinkHostLocator.Find("Link.dll", ["/nowhere/dotnet"], "/usr/bin/other")
        );

        Assert.Equal("LinkHostNotFound", error.ErrorId);
        Assert.Contains("dotnet", error.Message, StringComparison.Ordinal);
    }
}

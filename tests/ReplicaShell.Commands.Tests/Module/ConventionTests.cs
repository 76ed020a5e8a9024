using System.Management.Automation;
using System.Reflection;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Commands.Tests.Engine;

namespace ReplicaShell.Commands.Tests.Module;

/// <summary>What every cmdlet has, whoever wrote it. Each test names all offenders at once.</summary>
[Collection(nameof(EngineCollection))]
public sealed class ConventionTests(EngineFixture engine)
{
    /// <summary>Verbs that read or show, or leave the change to what they run; every other verb changes something.</summary>
    private static readonly HashSet<string> s_readers = ["Get", "Test", "Measure", "Watch", "Export", "Invoke", "Use"];

    private static readonly (Type Type, CmdletAttribute Name)[] s_cmdlets =
    [
        .. typeof(ReplicaCmdlet)
            .Assembly.GetTypes()
            .Select(type => (type, type.GetCustomAttribute<CmdletAttribute>()!))
            .Where(found => found.Item2 is not null),
    ];

    [Fact]
    public void The_manifest_exports_what_the_code_has()
    {
        IReadOnlyList<string> exported = engine.Run(
            "(Test-ModuleManifest $args[0]).ExportedCmdlets.Keys",
            Repository.Manifest
        );

        Assert.Equal(s_cmdlets.Select(cmdlet => NameOf(cmdlet.Name)).Order(), exported.Order());
    }

    [Fact]
    public void The_manifest_exports_nothing_else_and_nothing_by_wildcard()
    {
        string manifest = File.ReadAllText(Repository.Manifest);

        Assert.All(
            ["FunctionsToExport", "VariablesToExport", "AliasesToExport"],
            key => Assert.Matches($@"{key}\s*=\s*@\(\)", manifest)
        );
        Assert.DoesNotContain("'*'", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbs_are_approved_and_nouns_singular_and_ours()
    {
        HashSet<string> approved =
        [
            .. typeof(VerbsCommon)
                .Assembly.GetExportedTypes()
                .Where(type => type.Name.StartsWith("Verbs", StringComparison.Ordinal))
                .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
                .Select(field => (string)field.GetRawConstantValue()!),
        ];

        Assert.All(s_cmdlets, cmdlet => Assert.Contains(cmdlet.Name.VerbName, approved));
        Assert.All(s_cmdlets, cmdlet => Assert.DoesNotMatch("(?<!s|Postgre)s$", cmdlet.Name.NounName));
    }

    [Fact]
    public void A_cmdlet_is_a_sealed_class_alone_in_a_file_of_its_name()
    {
        string[] files = Directory.GetFiles(
            Path.Combine(Repository.Root, "src", "ReplicaShell.Commands"),
            "*.cs",
            SearchOption.AllDirectories
        );

        Assert.All(
            s_cmdlets,
            cmdlet =>
            {
                Assert.True(cmdlet.Type.IsSealed, $"{cmdlet.Type.Name} is not sealed.");
                Assert.Equal($"{cmdlet.Name.VerbName}{cmdlet.Name.NounName}Command", cmdlet.Type.Name);
                Assert.Single(files, file => Path.GetFileName(file) == cmdlet.Type.Name + ".cs");
                Assert.True(
                    cmdlet.Type.IsSubclassOf(typeof(ReplicaCmdlet)),
                    $"{cmdlet.Type.Name} is no ReplicaCmdlet."
                );
            }
        );
    }

    [Fact]
    public void A_cmdlet_says_what_it_returns() =>
        Assert.All(s_cmdlets, cmdlet => Assert.NotEmpty(cmdlet.Type.GetCustomAttributes<OutputTypeAttribute>()));

    [Fact]
    public void What_changes_something_can_be_asked_WhatIf() =>
        Assert.All(
            s_cmdlets.Where(cmdlet => !s_readers.Contains(cmdlet.Name.VerbName)),
            cmdlet => Assert.True(cmdlet.Name.SupportsShouldProcess, $"{NameOf(cmdlet.Name)} has no -WhatIf.")
        );

    [Fact]
    public void What_only_looks_has_no_WhatIf() =>
        Assert.All(
            s_cmdlets.Where(cmdlet => cmdlet.Name.VerbName is "Get" or "Test"),
            cmdlet => Assert.False(cmdlet.Name.SupportsShouldProcess, $"{NameOf(cmdlet.Name)} has -WhatIf.")
        );

    [Fact]
    public void Every_cmdlet_and_parameter_has_help_and_an_example()
    {
        List<string> lacking = [];
        foreach ((_, CmdletAttribute name) in s_cmdlets)
        {
            lacking.AddRange(engine.Run(HelpGaps, NameOf(name)));
        }

        Assert.Empty(lacking);
    }

    private const string HelpGaps = """
        $help = Get-Help $args[0] -Full
        if (-not "$($help.Synopsis)".Trim() -or "$($help.Synopsis)" -like "*$($args[0]) [[]*") { "$($args[0]): synopsis" }
        if (-not $help.examples.example) { "$($args[0]): example" }
        foreach ($example in $help.examples.example) {
            if (-not $example.code.Trim() -or $example.title -match 'Example \d+: -') { "$($args[0]): an example without title or code" }
        }
        foreach ($parameter in $help.parameters.parameter) {
            if (-not "$($parameter.description.Text)".Trim()) { "$($args[0]): -$($parameter.name)" }
        }
        """;

    private static string NameOf(CmdletAttribute name) => $"{name.VerbName}-{name.NounName}";
}

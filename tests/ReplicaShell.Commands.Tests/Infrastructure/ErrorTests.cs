using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Errors;

namespace ReplicaShell.Commands.Tests.Infrastructure;

[Collection(nameof(EngineCollection))]
public sealed class ErrorTests(EngineFixture engine)
{
    [Theory]
    [InlineData("Replica", "PairNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Wrapped", "PairNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Sql", "SqlFailed", ErrorCategory.InvalidResult)]
    [InlineData("Connection", "NodeUnreachable", ErrorCategory.ResourceUnavailable)]
    [InlineData("Socket", "NodeUnreachable", ErrorCategory.ResourceUnavailable)]
    [InlineData("Access", "DataFolderUnusable", ErrorCategory.PermissionDenied)]
    [InlineData("DiskFull", "DataFolderUnusable", ErrorCategory.ResourceUnavailable)]
    [InlineData("Timeout", "UnexpectedError", ErrorCategory.OperationTimeout)]
    [InlineData("Other", "UnexpectedError", ErrorCategory.NotSpecified)]
    public void Every_exception_has_its_ErrorId_and_category(string kind, string id, ErrorCategory category)
    {
        EngineResult result = engine.Invoke($"Get-TestFailure {kind}");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(id, EngineResult.IdOf(error));
        Assert.Equal(category, error.CategoryInfo.Category);
    }

    [Theory]
    [InlineData("Connection", "Get-ReplicaNode")]
    [InlineData("DiskFull", "disk is not full")]
    [InlineData("Other", "Get-Error")]
    public void What_the_core_did_not_foresee_still_says_what_to_do(string kind, string advice)
    {
        ErrorDetails details = engine.Invoke($"Get-TestFailure {kind}").Errors[0].ErrorDetails;

        Assert.Contains(advice, details.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_statement_shows_its_SqlState() =>
        Assert.Contains("42P01", engine.Invoke("Get-TestFailure Sql").Errors[0].ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_message_of_the_core_is_shown_whole_and_once_and_the_target_is_named()
    {
        const string Message = "There is no pair 'lab'. Make it with 'New-ReplicaPair lab'.";

        ErrorRecord error = engine.Invoke("Get-TestFailure Replica").Errors[0];

        Assert.Equal(Message, error.ToString());
        Assert.Equal("lab", error.TargetObject);
        string shown = engine.Show("try { Set-TestFailure Replica } catch { $_ }");
        Assert.Equal(2, shown.ReplaceLineEndings(" ").Split("New-ReplicaPair lab").Length);
    }

    [Fact]
    public void Every_category_of_the_core_is_one_of_the_engine() =>
        Assert.All(Enum.GetNames<ReplicaErrorCategory>(), name => Enum.Parse<ErrorCategory>(name));

    [Fact]
    public void What_only_looks_goes_on_after_an_error()
    {
        EngineResult result = engine.Invoke("Get-TestFailure Replica; 'next'");

        Assert.Equal(["next"], result.Text);
        Assert.Single(result.Errors);
    }

    [Fact]
    public void What_changes_something_is_caught_by_a_plain_catch() =>
        Assert.Equal(
            ["PairNotFound"],
            engine.Run(
                "try { Set-TestFailure Replica; 'not reached' } catch { ($_.FullyQualifiedErrorId -split ',')[0] }"
            )
        );

    [Fact]
    public void One_bad_item_of_the_pipeline_does_not_spare_the_others()
    {
        EngineResult result = engine.Invoke("'Replica', 'None', 'Sql', 'None' | Set-TestFailure");

        Assert.Equal(["changed", "changed"], result.Text);
        Assert.Equal(["PairNotFound", "SqlFailed"], result.Errors.Select(EngineResult.IdOf));
    }

    [Theory]
    [InlineData("SilentlyContinue")]
    [InlineData("Ignore")]
    public void A_caller_who_wants_silence_gets_it(string action)
    {
        EngineResult result = engine.Invoke($"Set-TestFailure Replica -ErrorAction {action}; 'next'");

        Assert.Equal(["next"], result.Text);
        Assert.Null(result.Terminated);
    }

    [Fact]
    public void Stop_makes_the_errors_of_what_only_looks_terminating() =>
        Assert.Equal(
            ["caught"],
            engine.Run("try { Get-TestFailure Replica -ErrorAction Stop; 'not reached' } catch { 'caught' }")
        );
}

using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Topology;

public sealed class SettingRulesTests
{
    [Theory]
    [InlineData("work_mem", "8MB")]
    [InlineData("WORK_MEM", "8MB")]
    [InlineData("myapp.flag", "on")]
    [InlineData("archive_command", "test ! -f '/x/%f' && cp %p /x/%f")]
    [InlineData("search_path", "")]
    [InlineData("log_line_prefix", "é %m")]
    public void A_setting_that_is_the_users_own_passes_unchanged(string name, string value) =>
        Assert.Equal(value, SettingRules.Check(One(name, value))[name]);

    [Theory]
    [InlineData("port")]
    [InlineData("PORT")]
    [InlineData("listen_addresses")]
    [InlineData("unix_socket_directories")]
    [InlineData("hba_file")]
    [InlineData("data_directory")]
    [InlineData("primary_conninfo")]
    [InlineData("primary_slot_name")]
    [InlineData("Synchronous_Standby_Names")]
    [InlineData("password_encryption")]
    [InlineData("dynamic_shared_memory_type")]
    public Task A_setting_that_makes_a_pair_a_pair_is_refused(string name) => IsRefused(name, "1");

    [Theory]
    [InlineData("")]
    [InlineData(" port")]
    [InlineData("work mem")]
    [InlineData("work_mem = 1\nport")]
    [InlineData("work_mem\n")]
    [InlineData("a.b.c")]
    [InlineData("include")]
    [InlineData("include_if_exists")]
    [InlineData("include_dir")]
    [InlineData("1a")]
    public Task What_is_no_setting_is_refused(string name) => IsRefused(name, "1");

    [Theory]
    [InlineData("1\nport = 1")]
    [InlineData("1\r")]
    [InlineData("\0")]
    [InlineData("\t")]
    [InlineData("a\\'b")]
    public Task A_value_that_could_end_its_line_is_refused(string value) => IsRefused("work_mem", value);

    private static Task<ReplicaException> IsRefused(string name, string value) =>
        PairSteps.FailsAsync("InvalidSetting", () => Task.FromResult(SettingRules.Check(One(name, value))));

    private static Dictionary<string, string> One(string name, string value) => new() { [name] = value };
}

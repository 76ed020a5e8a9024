using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Docker.Images;
using ReplicaShell.Engines.Docker.Templates;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Engines.Docker;

/// <summary>What an initdb wrote on an image and later pairs share. The tests of other classes make pairs from it meanwhile.</summary>
public sealed class TemplateTests
{
    private static readonly TimeSpan TimeToMake = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pairs_from_one_template_share_its_identifier_and_no_password()
    {
        var image = await TestDocker.RequireAsync();
        await using var first = await MakeAsync(image);
        Assert.True(await Until.TrueAsync(IsCompleteAsync, TimeToMake, Token));
        await using var second = await MakeAsync(image);
        await using var third = await MakeAsync(image);
        try
        {
            Assert.Equal(await IdentifierAsync(second), await IdentifierAsync(third));
            Assert.NotEqual(second.ConnectionString(second.Leader), third.ConnectionString(third.Leader));
            await second.ReplicatesAsync();
            await third.ReplicatesAsync();
            await RefusesTemplatesPasswordAsync(third);
        }
        finally
        {
            foreach (var pair in new[] { first, second, third })
            {
                await new PairCatalogue().RemoveAsync(pair.Name, Token);
                Assert.Empty(DockerLeftovers.Of(TestHome.Folder, pair.Name));
            }
        }

        async ValueTask<bool> IsCompleteAsync(CancellationToken token) =>
            await InitdbTemplates.FindAsync(await ImageStore.DescribeAsync(image, token), token) is { } template
            && DockerLeftovers.Run($"ps --all --quiet --filter name=^{template.Volume}$").Length == 0;
    }

    [Fact]
    public async Task A_template_whose_image_is_gone_is_removed_and_others_stay()
    {
        var image = await ImageStore.DescribeAsync(await TestDocker.RequireAsync(), Token);
        var (gone, other) = (NewVolume($"sha256:{new string('0', 64)}"), NewVolume(image.Id));
        try
        {
            await InitdbTemplates.RemoveOrphansAsync(Token);
            Assert.Empty(DockerLeftovers.Run($"volume ls --quiet --filter name={gone}"));
            Assert.Equal([other], DockerLeftovers.Run($"volume ls --quiet --filter name={other}"));
        }
        finally
        {
            DockerLeftovers.Run($"volume rm --force {gone} {other}");
        }
    }

    private static string NewVolume(string image) =>
        DockerLeftovers.Run($"volume create --label io.replicashell.template={image} {PairSteps.NewName()}")[0];

    private static async Task RefusesTemplatesPasswordAsync(Pair pair)
    {
        var container = DockerLeftovers.Run($"ps --filter name=-{pair.Name}-node1 --format {{{{.Names}}}}")[0];
        var password = DockerLeftovers.Run($"exec {container} cat /replicashell-template/node/template-password")[0];
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(pair.ConnectionString(pair.Leader))
        {
            Password = password,
            Pooling = false,
        };
        await using var session = new Npgsql.NpgsqlConnection(settings.ConnectionString);
        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => session.OpenAsync(Token));
        Assert.Equal(Npgsql.PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    private static async Task<Pair> MakeAsync(string image) =>
        await new PairCatalogue().CreateAsync(
            new PairOptions
            {
                Name = PairSteps.NewName(),
                Engine = EngineKind.Docker,
                Image = image,
            },
            progress: null,
            Token
        );

    private static async Task<object?> IdentifierAsync(Pair pair)
    {
        await using var session = await pair.OpenAsync(pair.Leader);
        await using var command = new Npgsql.NpgsqlCommand(
            "select system_identifier from pg_control_system()",
            session
        );
        return await command.ExecuteScalarAsync(Token);
    }
}

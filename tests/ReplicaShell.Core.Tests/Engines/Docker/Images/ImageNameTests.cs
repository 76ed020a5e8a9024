using ReplicaShell.Engines.Docker.Images;

namespace ReplicaShell.Core.Tests.Engines.Docker.Images;

public sealed class ImageNameTests
{
    [Theory]
    [InlineData("postgres:18", "postgres", "18")]
    [InlineData("postgres", "postgres", "latest")]
    [InlineData("registry.example.org:5000/team/postgres", "registry.example.org:5000/team/postgres", "latest")]
    [InlineData(
        "registry.example.org:5000/team/postgres:17-bookworm",
        "registry.example.org:5000/team/postgres",
        "17-bookworm"
    )]
    [InlineData("postgres@sha256:0123", "postgres@sha256:0123", null)]
    public void A_name_is_pulled_in_one_version_alone(string image, string repository, string? tag) =>
        Assert.Equal(new ImageName(repository, tag), ImageName.Parse(image));

    [Fact]
    public void What_is_asked_for_comes_before_the_environment() => Assert.Equal("mine:1", ImageStore.Choose("mine:1"));
}

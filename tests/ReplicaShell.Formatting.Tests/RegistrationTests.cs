using Microsoft.DotNet.Interactive.Formatting;
using ReplicaShell.Formatting.Views;
using ReplicaShell.Topology;

namespace ReplicaShell.Formatting.Tests;

/// <summary>What a notebook of .NET Interactive makes of results.</summary>
public class RegistrationTests
{
    public RegistrationTests() => ReplicaFormatters.Register();

    [Fact]
    public void Registering_again_changes_nothing()
    {
        var before = Formatter.RegisteredFormatters().Count();

        ReplicaFormatters.Register();

        Assert.Equal(before, Formatter.RegisteredFormatters().Count());
    }

    [Fact]
    public void A_result_is_a_page_with_its_picture_and_a_text()
    {
        var pair = Samples.Pair();

        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(pair.GetType()).Order());
        var page = pair.ToDisplayString("text/html");
        Assert.StartsWith("<img width=\"1000\" height=\"350\"", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,iVBOR", page, StringComparison.Ordinal);
        Assert.Contains("<table", page, StringComparison.Ordinal);
        Assert.Equal(ResultView.Of(pair)!.ToText(), pair.ToDisplayString("text/plain"));
    }

    [Fact]
    public void Sequences_of_results_are_one_table_whatever_holds_them()
    {
        var nodes = Samples.Pair().Nodes;

        Assert.All(
            (object[])[nodes.ToArray(), nodes.ToList(), nodes.Where(node => node.Port > 0)],
            sequence =>
            {
                Assert.Contains("text/html", Formatter.GetPreferredMimeTypesFor(sequence.GetType()));
                Assert.Equal(ResultView.Of(nodes)!.ToHtml(), sequence.ToDisplayString("text/html"));
            }
        );
    }

    [Fact]
    public void A_plot_of_the_learners_own_is_a_picture()
    {
        using var plot = new ScottPlot.Plot();
        plot.Add.Signal([1, 4, 2]);
        plot.Title("mine");

        var png = Convert.FromBase64String(plot.ToDisplayString("image/png"));

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal("A plot: mine", plot.ToDisplayString("text/plain"));
        Assert.Equal(1, plot.ScaleFactor);
    }

    [Fact]
    public void Every_result_that_has_a_view_says_so_to_notebooks_that_load_the_core_alone()
    {
        Assert.All(
            ViewCatalogue.All,
            view =>
                Assert.Contains(
                    view.Type.GetCustomAttributes(inherit: true),
                    one => one.GetType().Name == nameof(TypeFormatterSourceAttribute)
                )
        );
    }

    [Fact]
    public void The_attribute_on_results_is_found_by_its_name()
    {
        var attribute = Assert.Single(
            typeof(Lsn).GetCustomAttributes(inherit: true),
            one => one.GetType().Name == nameof(TypeFormatterSourceAttribute)
        );

        var source = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        Assert.NotNull(source.GetMethod("CreateTypeFormatters"));
        Assert.NotNull(Activator.CreateInstance(source));
    }
}

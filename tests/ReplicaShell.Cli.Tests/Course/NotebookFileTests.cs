using ReplicaShell.Cli.Tests.Running;
using ReplicaShell.Errors;
using ReplicaShell.Kernel.Notebooks;

namespace ReplicaShell.Cli.Tests.Course;

public sealed class NotebookFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_Jupyter_has_written_is_written_byte_by_byte()
    {
        await Jupyter.RequireAsync("nbformat", "python3-nbformat");
        await Jupyter.PythonAsync(
            """
            import sys, nbformat
            from nbformat.v4 import new_notebook, new_code_cell, new_markdown_cell, new_output
            text = 'two\nlines ä 😀 "\\ \x01\x7f\x85 \u2028 end\r\nlast\t/'
            outputs = [
                new_output('stream', name='stdout', text=text),
                new_output('display_data', data={'image/png': 'AAAA\n', 'image/svg+xml': '<svg>\n</svg>', 'text/html': text,
                                                 'application/json': {'b': [1.50, 1e-7, None, True, {}], 'a': []}}),
                new_output('error', ename='E', evalue=text, traceback=['a\nb']),
            ]
            cells = [new_markdown_cell(text), new_code_cell(text, outputs=outputs, execution_count=3), new_code_cell('')]
            nbformat.write(new_notebook(cells=cells, metadata={'title': 'ä'}), sys.argv[1])
            """,
            _folder.File("a.ipynb")
        );
        var expected = await File.ReadAllTextAsync(_folder.File("a.ipynb"), TestContext.Current.CancellationToken);

        var notebook = NotebookFile.Read(_folder.File("a.ipynb"));

        Assert.Equal(expected, NotebookFile.Text(notebook));
    }

    [Fact]
    public void A_cell_without_a_name_gets_one_that_its_text_gives()
    {
        var one = NotebookFile.Read(_folder.Write("a.ipynb", TestNotebook.Of("1", "1", "2")));
        var other = NotebookFile.Read(_folder.Write("b.ipynb", TestNotebook.Of("2", "new", "1", "1")));

        var names = one.Cells.Select(cell => cell.Id).ToList();
        Assert.All(names, name => Assert.True(CellIds.IsValid(name), name));
        Assert.Equal(3, names.Distinct().Count());
        Assert.Equal(names.Order(), other.Cells.Where(cell => cell.Source != "new").Select(cell => cell.Id).Order());
    }

    [Fact]
    public void What_front_ends_leave_of_a_session_is_not_kept()
    {
        var cell = TestNotebook.Code("1", "a-tag");
        cell["metadata"]!["execution"] = "now";
        cell["metadata"]!["vscode"] = "x";

        var notebook = NotebookFile.Read(_folder.Write("a.ipynb", TestNotebook.Of([cell])));

        Assert.Equal("""{"tags":["a-tag"]}""", cell_metadata(notebook));
        static string cell_metadata(Notebook from) => from.Json["cells"]![0]!["metadata"]!.ToJsonString();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"nbformat":3,"worksheets":[]}""")]
    [InlineData("""{"nbformat":"4"}""")]
    [InlineData("""{"nbformat":4}""")]
    [InlineData("""{"nbformat":4,"cells":[1]}""")]
    [InlineData("""{"nbformat":4,"nbformat":4,"cells":[]}""")]
    [InlineData("""{"nbformat":4,"cells":[{"source":"\ud800"}]}""")]
    [InlineData("""{"nbformat":4,"cells":[{"metadata":{"a":1,"a":2}}]}""")]
    public void What_is_no_notebook_is_refused_with_its_name(string text)
    {
        var path = _folder.Write("a.ipynb", text);

        var error = Assert.Throws<ReplicaException>(() => NotebookFile.Read(path));

        Assert.Equal(("InvalidNotebook", path), (error.ErrorId, error.Target));
    }

    [Theory]
    [InlineData("""{"nbformat":4,"cells":[{}]}""")]
    [InlineData(
        """{"nbformat":4,"metadata":3,"cells":[{"cell_type":1,"source":{},"metadata":[],"outputs":"x","id":5}]}"""
    )]
    public void Odd_cells_are_read_as_far_as_they_say_something(string text)
    {
        var notebook = NotebookFile.Read(_folder.Write("a.ipynb", text));

        Assert.Equal(("", false), (notebook.Cells.Single().Source, notebook.Cells.Single().IsExecuted));
        Assert.Null(notebook.KernelName);
    }
}

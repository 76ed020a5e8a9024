using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Support.UI;

namespace ReplicaShell.Course.Tests.Browser;

/// <summary>A notebook as Jupyter Notebook shows it to a person.</summary>
internal sealed class NotebookPage(ChromeDriver page)
{
    /// <summary>Opens it and waits until its kernel is ready.</summary>
    public void Open(Uri address)
    {
        page.Navigate().GoToUrl(address);
        Await(
            "return typeof Jupyter !== 'undefined' && Jupyter.notebook && Jupyter.notebook.kernel"
                + " && Jupyter.notebook.kernel.is_connected()",
            TimeSpan.FromMinutes(1)
        );
    }

    /// <summary>Forgets the outputs that the file came with and runs all cells, as the menu does.</summary>
    public void RunAll(TimeSpan patience)
    {
        page.ExecuteScript("Jupyter.notebook.clear_all_output(); Jupyter.notebook.execute_all_cells();");
        Await(
            "return Jupyter.notebook.get_cells().every(c => c.cell_type !== 'code' || c.get_text().trim() === ''"
                + " || /^\\d+$/.test(String(c.input_prompt_number)))",
            patience
        );
    }

    /// <summary>The texts of errors that cells ended with.</summary>
    public IReadOnlyList<string> Errors =>
        [.. page.FindElements(By.CssSelector(".output_error")).Select(one => one.Text)];

    /// <summary>The pictures in outputs that were really drawn.</summary>
    public IReadOnlyList<IWebElement> Pictures =>
        [
            .. page.FindElements(By.CssSelector(".output_area img"))
                .Where(one => (long)page.ExecuteScript("return arguments[0].naturalWidth", one)! > 100),
        ];

    /// <summary>Takes a picture of the window with an element in its middle.</summary>
    public byte[] Photograph(IWebElement element)
    {
        page.ExecuteScript("arguments[0].scrollIntoView({block: 'center'})", element);
        return page.GetScreenshot().AsByteArray;
    }

    private void Await(string condition, TimeSpan patience) =>
        new WebDriverWait(page, patience).Until(_ => page.ExecuteScript(condition) is true);
}

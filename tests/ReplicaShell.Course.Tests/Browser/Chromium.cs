using OpenQA.Selenium.Chrome;
using ReplicaShell.Course.Tests.Surroundings;

namespace ReplicaShell.Course.Tests.Browser;

/// <summary>Debian's Chromium without a window.</summary>
internal sealed class Chromium : IDisposable
{
    private const string Driver = "/usr/bin/chromedriver";
    private const string Program = "/usr/bin/chromium";

    private readonly DirectoryInfo profile = Directory.CreateTempSubdirectory("rs-chromium-");
    private readonly ChromeDriverService service;

    /// <summary>Starts it, with nothing that asks the network on its own account.</summary>
    public Chromium()
    {
        Jupyter.Require(Program, Driver);
        var options = new ChromeOptions { BinaryLocation = Program };
        options.AddArguments(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--window-size=1200,900",
            $"--user-data-dir={profile.FullName}"
        );
        service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(Driver), Path.GetFileName(Driver));
        service.SuppressInitialDiagnosticInformation = true;
        Page = new ChromeDriver(service, options, TimeSpan.FromMinutes(2));
    }

    /// <summary>The page that it shows.</summary>
    public ChromeDriver Page { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Page.Quit();
        service.Dispose();
        profile.Delete(recursive: true);
    }
}

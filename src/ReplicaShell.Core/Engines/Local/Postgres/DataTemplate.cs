using System.Security.Cryptography;
using System.Text;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Processes;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// What initdb wrote, kept and copied for each new pair, as initdb takes longer than everything else together. Nothing but
/// initdb's own output is kept: no server has ever run on it. Its price: pairs of one installation share the system
/// identifier, so the server's own check against the wrong leader is gone; passwords and slots keep pairs apart.
/// </summary>
/// <param name="layout">Where templates lie.</param>
/// <param name="spares">How many copies wait for the next pair; null for as many as the environment says.</param>
internal sealed class DataTemplate(LocalLayout layout, int? spares = null)
{
    private const string PasswordFile = "password";

    /// <summary>Fills an empty place with a data folder.</summary>
    public async Task CopyToAsync(PostgresInstallation postgres, string target, CancellationToken cancellationToken)
    {
        var template = Folder(postgres);
        if (!Directory.Exists(template))
        {
            await MakeAsync(postgres, template, cancellationToken);
        }

        if (!Spares(postgres).TryTake(target))
        {
            await Task.Run(
                () => FolderCopy.Copy(Path.Combine(template, SpareFolders.Data), target, cancellationToken),
                cancellationToken
            );
        }
    }

    /// <summary>Whether there is one.</summary>
    public bool Exists(PostgresInstallation postgres) => Directory.Exists(Folder(postgres));

    /// <summary>Copies of it that are ready to be used.</summary>
    public SpareFolders Spares(PostgresInstallation postgres) =>
        new(layout, Folder(postgres)) { Wanted = spares ?? SpareFolders.Usual };

    /// <summary>The superuser's password in every copy, until it is given another.</summary>
    public string Password(PostgresInstallation postgres) =>
        File.ReadAllText(Path.Combine(Folder(postgres), PasswordFile));

    private string Folder(PostgresInstallation postgres) => Path.Combine(layout.Templates, Key(postgres));

    /// <summary>Another build of the same version may write another catalogue: both are part of the key.</summary>
    private static string Key(PostgresInstallation postgres)
    {
        var initdb = postgres.Program("initdb");
        var origin =
            $"{initdb}|{File.GetLastWriteTimeUtc(initdb):O}|{File.GetLastWriteTimeUtc(postgres.Program("postgres")):O}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)))[..12];
        return $"{postgres.Version}-{hash}";
    }

    private async Task MakeAsync(PostgresInstallation postgres, string template, CancellationToken cancellationToken)
    {
        PrivateFiles.CreateServerFolder(layout.Templates);
        await TemplateDrafts.RemoveAbandonedAsync(layout, cancellationToken);
        var draft = TemplateDrafts.Name(template);
        PrivateFiles.CreateServerFolder(draft);
        try
        {
            var password = Path.Combine(draft, PasswordFile);
            PrivateFiles.WriteForServer(password, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
            await FirstData.MakeAsync(postgres, Path.Combine(draft, SpareFolders.Data), password, cancellationToken);
            await Task.Run(
                () =>
                {
                    BlankSegments.Add(Path.Combine(draft, SpareFolders.Data));
                    Flush(draft);
                },
                cancellationToken
            );
            Directory.Move(draft, template);
        }
        catch (IOException) when (Directory.Exists(template))
        {
            // Another shell was faster, and its template is as good.
            Directory.Delete(draft, recursive: true);
        }
        catch
        {
            await TemplateDrafts.RemoveAsync(draft, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Every later pair is made of a template, so it must not be half on disk when the machine goes down.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsLinux())
        {
            Libc.SyncFileSystem(folder);
        }
    }
}

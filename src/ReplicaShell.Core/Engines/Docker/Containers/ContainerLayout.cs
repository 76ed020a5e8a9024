namespace ReplicaShell.Engines.Docker.Containers;

/// <summary>
/// Where everything of a node lies in its container. All of it is in the node's volume; what belongs to this node alone
/// stands beside the data folder, which base backups copy.
/// </summary>
internal static class ContainerLayout
{
    /// <summary>Where the volume is mounted: no image has anything there.</summary>
    public const string Mount = "/replicashell";

    /// <summary>The node's folder in the volume; it belongs to the server's user.</summary>
    public const string NodeFolder = "node";

    public const string SecretsName = "secrets.json";
    public const string SettingsName = "node.conf";
    public const string AuthenticationName = "pg_hba.conf";
    public const string PasswordsName = "pgpass";
    public const string FirstPasswordName = "password";
    public const string CopyMarkName = "copying";
    public const string CopyOrderName = "copy-now";
    public const string FromTemplateName = "from-template";

    /// <summary>The pair's passwords, for shells that open it: the server itself cannot read this file.</summary>
    public const string Secrets = $"{Mount}/{SecretsName}";

    public const string Node = $"{Mount}/{NodeFolder}";

    public const string Data = $"{Node}/data";

    public const string Authentication = $"{Node}/{AuthenticationName}";

    public const string Passwords = $"{Node}/{PasswordsName}";

    /// <summary>The superuser's password for initdb; gone when it has run.</summary>
    public const string FirstPassword = $"{Node}/{FirstPasswordName}";

    /// <summary>What makes the first start copy what an initdb before it wrote; gone when that is done.</summary>
    public const string FromTemplate = $"{Node}/{FromTemplateName}";

    /// <summary>Where a new leader's container sees the template's volume, in which everything lies as in a node's.</summary>
    public const string TemplateMount = "/replicashell-template";

    public const string TemplateData = $"{TemplateMount}/{NodeFolder}/data";

    /// <summary>The superuser's password in the template; there when the template is complete.</summary>
    public const string TemplatePassword = $"{TemplateMount}/{NodeFolder}/{TemplatePasswordName}";

    public const string TemplatePasswordName = "template-password";

    /// <summary>There until the base backup is complete; without one a server never starts on half a copy.</summary>
    public const string CopyMark = $"{Node}/{CopyMarkName}";

    /// <summary>There as soon as the base backup can be taken.</summary>
    public const string CopyOrder = $"{Node}/{CopyOrderName}";

    /// <summary>The server's port inside of its container.</summary>
    public const int Port = 5432;
}

using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using ReplicaShell.HelpGenerator;

if (args is not [var assemblyPath, var outputPath, .. { Length: > 0 } docPaths])
{
    Console.Error.WriteLine("usage: ReplicaShell.HelpGenerator COMMANDS.dll OUTPUT.dll-Help.xml COMMENTS.xml ...");
    return 2;
}

Assembly commands = new CommandsContext(assemblyPath).LoadFromAssemblyPath(Path.GetFullPath(assemblyPath));
MamlWriter writer = new(new XmlDocs(docPaths.Select(path => XDocument.Load(path))));
XDocument help = writer.Write(
    commands
        .GetExportedTypes()
        .Select(type => (Type: type, Cmdlet: type.GetCustomAttribute<CmdletAttribute>()))
        .Where(found => found.Cmdlet is not null)
        .Select(found => new CmdletInfo($"{found.Cmdlet!.VerbName}-{found.Cmdlet.NounName}", found.Type))
        .OrderBy(info => info.Name, StringComparer.Ordinal)
);
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(outputPath))!);
help.Save(outputPath);
return 0;

using ReplicaShell.Cli.Commands;

return CommandLine.Invoke(args);

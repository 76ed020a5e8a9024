# Loads the cmdlets into a load context of their own, so that their dependencies meet no other module's. Kept short, since
# the engine compiles every statement at every import, and to core commands, so that it imports where no pwsh is installed.
try {
    $loader = [System.Reflection.Assembly]::LoadFrom("$PSScriptRoot/bin/ReplicaShell.Loader.dll").GetType('ReplicaShell.Loader.ModuleLoader')
}
catch [System.IO.FileNotFoundException] {
    throw "ReplicaShell is not built: '$PSScriptRoot/bin' lacks its assemblies. Run 'dotnet build' in the repository."
}

$loader::Export((Import-Module -Assembly $loader::LoadCommands() -PassThru), $ExecutionContext.SessionState.Module)

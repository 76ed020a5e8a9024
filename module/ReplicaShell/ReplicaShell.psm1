# Loads the cmdlets into a load context of their own, so that their dependencies meet no other module's.
# Core commands of the engine alone, so that it imports where no pwsh is installed.

$loader = 'ReplicaShell.Loader.ModuleLoader' -as [type]
$isLoaded = [bool]$loader
if (-not $isLoaded) {
    $path = [System.IO.Path]::Combine($PSScriptRoot, 'bin', 'ReplicaShell.Loader.dll')
    if (-not [System.IO.File]::Exists($path)) {
        throw [System.IO.FileNotFoundException]::new("ReplicaShell is not built: '$path' is missing. Run 'dotnet build' in the repository.", $path)
    }
    $loader = [System.Reflection.Assembly]::LoadFrom($path).GetType('ReplicaShell.Loader.ModuleLoader')
}

$cmdlets = Import-Module -Assembly $loader::LoadCommands() -PassThru:$isLoaded

# An assembly that was imported before comes from the engine's cache, which does not export it to this module again
# (PowerShell#20710): without this, Import-Module -Force loses every cmdlet.
if ($isLoaded) {
    $module = $ExecutionContext.SessionState.Module
    $add = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
    foreach ($cmdlet in $cmdlets.ExportedCmdlets.Values) {
        $null = $add.Invoke($module, @(, $cmdlet))
    }
}

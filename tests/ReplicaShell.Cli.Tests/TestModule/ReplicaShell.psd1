@{
  RootModule        = 'ReplicaShell.psm1'
  ModuleVersion     = '0.0.1'
  GUID              = '3b1f7c56-4c0e-4a8f-9a52-6f1f0d4f1c11'
  Author            = 'ReplicaShell contributors'
  Description       = 'Stands in for the module in the tests of the program.'
  FunctionsToExport = @('Get-TestPair', 'Remove-TestPair', 'Write-TestError', 'Write-TestStreams', 'Show-TestProgress')
  CmdletsToExport   = @()
  AliasesToExport   = @()
}

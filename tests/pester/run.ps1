# Runs the Pester files beside this one on a real pwsh and prints a line that counts like those of `dotnet test`.
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.7
$result = Invoke-Pester -Path $PSScriptRoot -PassThru -Output Detailed
"Pester - Failed: $($result.FailedCount), Passed: $($result.PassedCount), Skipped: $($result.SkippedCount), Total: $($result.TotalCount)"
exit $result.FailedCount

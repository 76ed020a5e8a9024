function Get-TestPair {
    [CmdletBinding()]
    param([string]$Name = 'lab')
    [pscustomobject]@{ Name = $Name; State = 'Ready'; Mode = 'Async' }
}

function Remove-TestPair {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param([Parameter(Mandatory)][string]$Name)
    if ($PSCmdlet.ShouldProcess($Name)) { "removed $Name" }
}

function Write-TestError {
    [CmdletBinding()]
    param([string]$Message = 'a test error')
    $fault = [System.Management.Automation.ErrorRecord]::new([System.Exception]::new($Message), 'TestError', 'InvalidOperation', $null)
    $PSCmdlet.WriteError($fault)
}

function Write-TestStreams {
    [CmdletBinding()]
    param()
    $PSCmdlet.WriteWarning('a warning')
    $PSCmdlet.WriteVerbose('a detail')
    'an object'
}

function Show-TestProgress {
    [CmdletBinding()]
    param()
    $progress = [System.Management.Automation.ProgressRecord]::new(1, 'Working', 'half of it')
    $PSCmdlet.WriteProgress($progress)
    $progress.RecordType = 'Completed'
    $PSCmdlet.WriteProgress($progress)
    'done'
}

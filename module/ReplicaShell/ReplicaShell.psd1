@{
    RootModule           = 'ReplicaShell.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '3d6a65d6-18b5-474a-a1b4-7c59c166d92d'
    Author               = 'ReplicaShell contributors'
    CompanyName          = 'ReplicaShell contributors'
    Copyright            = 'Copyright (c) ReplicaShell contributors. MIT License.'
    Description          = 'Builds real PostgreSQL leader-follower pairs, breaks them on purpose, and gives verdicts: which acknowledged writes were lost, how long the failover took, what was stale.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('ReplicaShell.Format.ps1xml')

    # Explicit, so that the shell finds a cmdlet without loading the module; a test keeps the list equal to the code.
    CmdletsToExport      = @(
        'Add-ReplicaFollower'
        'Block-ReplicaNode'
        'Connect-ReplicaNode'
        'Connect-ReplicaPair'
        'Disconnect-ReplicaNode'
        'Export-ReplicaPlot'
        'Export-ReplicaReport'
        'Get-ReplicaExercise'
        'Get-ReplicaHint'
        'Get-ReplicaNode'
        'Get-ReplicaPair'
        'Get-ReplicationLag'
        'Get-ReplicationSlot'
        'Install-ReplicaKernel'
        'Install-ReplicaPostgres'
        'Invoke-DataLossDrill'
        'Invoke-FollowerCrash'
        'Invoke-LeaderCrash'
        'Invoke-ReplicaFailover'
        'Invoke-ReplicaFlapping'
        'Invoke-ReplicaGrading'
        'Invoke-ReplicaQuery'
        'Invoke-ReplicaWorkload'
        'Invoke-SplitBrainDrill'
        'Measure-FollowerCatchUp'
        'Measure-ReplicaFailover'
        'New-ReplicaPair'
        'Remove-ReplicaPair'
        'Repair-ReplicaNode'
        'Reset-ReplicaExercise'
        'Resume-ReplicaNode'
        'Resume-WalReplay'
        'Set-ReplicaLink'
        'Set-ReplicaNode'
        'Set-ReplicationDelay'
        'Set-ReplicationMode'
        'Set-ReplicationSlotLimit'
        'Start-ReplicaExercise'
        'Start-ReplicaNode'
        'Start-ReplicaPair'
        'Stop-ReplicaNode'
        'Stop-ReplicaPair'
        'Submit-ReplicaAnswer'
        'Suspend-ReplicaNode'
        'Suspend-WalReplay'
        'Switch-ReplicaLeader'
        'Test-ReplicaExercise'
        'Test-ReplicaHealth'
        'Unblock-ReplicaNode'
        'Use-ReplicaFault'
        'Watch-ReplicaPair'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()

    PrivateData          = @{
        PSData = @{
            Tags       = @('PostgreSQL', 'Replication', 'Failover', 'HighAvailability', 'Database', 'Education', 'Jupyter', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            Prerelease = 'preview1'
        }
    }
}

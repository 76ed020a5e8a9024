<#
.SYNOPSIS
The checks of the course as tests for Pester 5.7 to 6: a Describe an exercise, an It a check.

.DESCRIPTION
    Invoke-Pester MODULE/Grading                                 the exercises that were started here, on the pair as it is
    Invoke-Pester MODULE/Grading -TagFilter unit4                one of them: its number, its name, or the id of a task
    New-PesterContainer -Path MODULE/Grading/Exercise.Tests.ps1 -Data @{ Exercise = 1, 4 }
    New-PesterContainer -Path MODULE/Grading/Exercise.Tests.ps1 -Data @{ Result = $grade.Results }

With -Result no server is asked: the checks were made, by Invoke-ReplicaGrading or Test-ReplicaExercise.
#>
param(
    # The exercises; else those that were started.
    [int[]] $Exercise,

    # Results of checks that were made already.
    [object[]] $Result
)

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../ReplicaShell.psd1')
    $units = Get-ReplicaExercise | Where-Object {
        if ($Result) { $_.Number -in $Result.Exercise }
        elseif ($Exercise) { $_.Number -in $Exercise }
        else { "$($_.State)" -ne 'NotStarted' }
    }
}

# Pester takes what stands in <> for a variable.
function Format-Name($First, $Title) { "${First}: $Title".Replace('<', '`<') }

foreach ($unit in $units) {
    $made = foreach ($one in $Result) { if ($one.Exercise -eq $unit.Number) { $one } }

    Describe (Format-Name "Exercise $($unit.Number)" $unit.Title) -Tag "unit$($unit.Number)", $unit.Name -ForEach @{ Number = $unit.Number; Made = $made } {
        BeforeAll {
            $results = @{}
            try {
                foreach ($one in $Made ? $Made : (Test-ReplicaExercise -Exercise $Number -ErrorAction Stop)) { $results[$one.Task] = $one }
            }
            catch {
                # Each test says it, as each failed for it.
                $failure = $_
            }
        }

        foreach ($check in @($unit.Tasks) + @($unit.Traps)) {
            It (Format-Name $check.Id $check.Title) -Tag $check.Id -ForEach @{ Id = $check.Id } {
                if ($failure) { throw $failure }
                $check = $results[$Id]
                if (-not $check.Passed) {
                    throw (@("$($check.Points) of $($check.MaxPoints) points: $($check.Reason)") + $check.Evidence) -join "`n  "
                }
            }
        }
    }
}

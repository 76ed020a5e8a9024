# The files of Grading, as an instructor and a learner use them: Pester itself runs the checks of the course.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../module/ReplicaShell/ReplicaShell.psd1') -Force
    $file = Join-Path $PSScriptRoot '../../module/ReplicaShell/Grading/Exercise.Tests.ps1'

    # A home of its own; the servers' user must pass through it.
    $folder = Join-Path ([IO.Path]::GetTempPath()) "grading-$([guid]::NewGuid().ToString('N'))"
    $null = New-Item -ItemType Directory (Join-Path $folder 'anna')
    if (-not $IsWindows) { chmod 711 $folder }
    $env:REPLICASHELL_HOME, $before = (Join-Path $folder 'home'), $env:REPLICASHELL_HOME

    # In a session of its own, since these tests are run by Pester, too.
    function Invoke-GradingFile([hashtable] $Data, [string[]] $Tag) {
        $command = {
            param($File, $Data, $Tag, $Pester)
            Import-Module Pester -RequiredVersion $Pester
            $configuration = New-PesterConfiguration
            $configuration.Run.Container = New-PesterContainer -Path $File -Data $Data
            $configuration.Run.PassThru = $true
            $configuration.Output.Verbosity = 'None'
            if ($Tag) { $configuration.Filter.Tag = $Tag }
            foreach ($test in (Invoke-Pester -Configuration $configuration).Tests) {
                [pscustomobject]@{
                    Name    = $test.ExpandedPath
                    Result  = "$($test.Result)"
                    Message = "$($test.ErrorRecord)"
                }
            }
        }
        $shell = [powershell]::Create()
        $shell.AddScript($command).AddArgument($file).AddArgument($Data).AddArgument($Tag).AddArgument((Get-Module Pester).Version).Invoke()
        $shell.Dispose()
    }

    @{
        cells          = @(
            @{
                cell_type = 'code'; id = 'one'; metadata = @{}; outputs = @(); execution_count = $null
                source    = "#!pwsh`nStart-ReplicaExercise 0`nNew-ReplicaPair lab"
            }
        )
        metadata       = @{ kernelspec = @{ name = 'replicashell-csharp'; display_name = 'ReplicaShell (C#)' } }
        nbformat       = 4
        nbformat_minor = 5
    } | ConvertTo-Json -Depth 9 | Set-Content (Join-Path $folder 'anna/00-start-here.ipynb')
}

AfterAll {
    Remove-ReplicaPair lab -Force -ErrorAction SilentlyContinue
    $env:REPLICASHELL_HOME = $before
    Remove-Item $folder -Recurse -Force
}

Describe 'The exercises that were started here' {
    BeforeAll {
        Start-ReplicaExercise 0 | Out-Null
        New-ReplicaPair lab | Out-Null
    }

    It 'are tested by Pester, a test a task' {
        $tests = Invoke-GradingFile @{}
        $tests.Name | Should -HaveCount 2
        $tests[0].Name | Should -BeLike 'Exercise 0: *.machine: *'
        $tests.Result | Should -Be 'Passed', 'Failed'
        $tests[1].Message | Should -BeLike '0 of 5 points: No answer was submitted*'
    }

    It 'are chosen by tags: unit, name or task' -ForEach 'unit0', 'start-here', 'machine' {
        (Invoke-GradingFile @{} -Tag $_ | Where-Object Result -EQ Passed).Name | Should -BeLike '*.machine: *'
    }

    It 'pass when they are solved' {
        $version = (Invoke-ReplicaQuery lab 'show server_version_num').server_version_num
        Submit-ReplicaAnswer 0 first-answer -Value $version
        (Invoke-GradingFile @{ Exercise = 0 }).Result | Should -Be 'Passed', 'Passed'
    }

    It 'say so when another one was not started' {
        $tests = Invoke-GradingFile @{ Exercise = 4 }
        $tests.Result | Sort-Object -Unique | Should -Be 'Failed'
        $tests[0].Message | Should -BeLike '*Start-ReplicaExercise 4*'
    }
}

Describe 'A submission' {
    BeforeAll {
        $report = Join-Path $folder 'grade.xml'
        $grade = Invoke-ReplicaGrading -Exercise 0 -Submission (Join-Path $folder 'anna') -OutputPath $report -WarningVariable warned
    }

    It 'is graded' {
        $grade.Points, $grade.MaxPoints | Should -Be 5, 10
        "$($grade.Exercises[0].Status)" | Should -Be 'Completed'
    }

    It 'has a report that Pester wrote' {
        $warned | Should -BeNullOrEmpty
        $xml = [xml](Get-Content $report -Raw)
        $xml.'test-results'.total, $xml.'test-results'.failures | Should -Be '2', '1'
        $xml.SelectNodes('//test-suite').name | Should -Contain (Resolve-Path $file).Path
        $xml.SelectSingleNode('//failure/message').InnerText | Should -BeLike '*0 of 5 points: No answer was submitted*'
        $grade.HtmlPath | Should -Exist
    }

    It 'has one in JUnit''s format, too' {
        $grade | ForEach-Object { Invoke-ReplicaGrading 0 $_.Path -OutputPath $report -OutputFormat JUnitXml }
        ([xml](Get-Content $report -Raw)).testsuites.tests | Should -Be '2'
    }

    It 'can be tested from its results, which ask no server' {
        $tests = Invoke-GradingFile @{ Result = $grade.Results }
        $tests.Result | Should -Be 'Passed', 'Failed'
    }
}

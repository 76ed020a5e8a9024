# What only a real pwsh can show: that the module imports there, and that a script as users write it works.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../module/ReplicaShell/ReplicaShell.psd1') -Force
    $script:pair = "pester-$PID"
    New-ReplicaPair $pair | Out-Null
}

AfterAll {
    Remove-ReplicaPair $pair -Force -ErrorAction SilentlyContinue
}

Describe 'A pair in pwsh' {
    It 'is ready' {
        (Get-ReplicaPair $pair).State | Should -Be 'Ready'
    }

    It 'replicates' {
        Invoke-ReplicaQuery $pair "insert into inventory values (900, 'Quadrant', 1, now())"
        $found = foreach ($try in 1..100) {
            $row = Invoke-ReplicaQuery $pair 'select quantity from inventory where productId = 900' -Role Follower
            if ($row) { $row; break }
        }
        $found.quantity | Should -Be 1
    }

    It 'refuses to fail over a healthy leader' {
        { Invoke-ReplicaFailover $pair } | Should -Throw -ErrorId 'LeaderHealthy,*'
    }

    It 'loses exactly the acknowledged writes of an isolated leader' {
        $result = Invoke-DataLossDrill $pair -Count 25
        $result.Verdict.Acknowledged | Should -Be 25
        $result.Verdict.Lost | Should -Be 25
        $result.Verdict.LostKeys | Should -HaveCount 25
        (Get-ReplicaNode $pair $result.OldLeader).State | Should -Be 'Fenced'
    }
}

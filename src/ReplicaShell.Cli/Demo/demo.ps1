end {
    # A leader and a follower: two real PostgreSQL servers.
    New-ReplicaPair demo -Engine $Engine

    # What is written to the leader can be read from the follower.
    Invoke-ReplicaQuery demo "insert into inventory values (100, 'Astrolabe', 4, now())"
    Invoke-ReplicaQuery demo 'select productName, quantity from inventory where productId = 100' -Role Follower

    # A thousand writes a second, and a follower that falls behind: over a line of 60 KB a second, or replaying late.
    if ($Engine -eq 'Local') { Set-ReplicaLink demo node2 -Bandwidth 60KB } else { Set-ReplicationDelay demo node2 2s }
    $load = Invoke-ReplicaWorkload demo -Duration 4s -Rate 1000 -LagInterval 50ms
    $load
    if ($Engine -eq 'Local') { Set-ReplicaLink demo node2 } else { Set-ReplicationDelay demo node2 0s }
    ($load.Lag | Export-ReplicaPlot -Path "$Output/lag.png").FullName

    # The leader is cut off from its follower, goes on acknowledging writes, and crashes. The follower is promoted.
    $drill = Invoke-DataLossDrill demo -Before 60 -Count 40 -After 60
    $drill.Failover
    $drill.Verdict
    ($drill | Export-ReplicaPlot -Path "$Output/failover.png").FullName

    # The same with synchronous replication: nobody was told that a write is safe before it was.
    Add-ReplicaFollower demo
    Set-ReplicationMode demo Sync
    (Invoke-DataLossDrill demo -Count 40).Verdict
}

clean {
    Remove-ReplicaPair demo -Force
}

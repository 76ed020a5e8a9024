end {
    # The commands that are at hand.
    Get-Command -Module ReplicaShell
}

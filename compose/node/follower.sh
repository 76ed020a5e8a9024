# Starts the follower. The first time it makes it: a base backup of the leader, as a standby (-R) that uses its slot.
set -euo pipefail
. /compose/server.sh

make_follower() {
  rm -rf "$PGDATA" "$PGDATA.new"
  # In a file, or pg_basebackup would write the password into the data folder.
  (umask 077; printf '*:*:*:replicator:%s\n' "$REPLICATOR_PASSWORD" > /node/pgpass)
  pg_basebackup --pgdata="$PGDATA.new" --dbname="host=leader user=replicator application_name=follower passfile=/node/pgpass" \
    --write-recovery-conf --slot=follower --wal-method=stream --checkpoint=fast
  mv "$PGDATA.new" "$PGDATA"
}

[ -s "$PGDATA/PG_VERSION" ] || make_follower
unset REPLICATOR_PASSWORD
# shellcheck disable=SC2046
exec postgres -D "$PGDATA" $(server_options follower)

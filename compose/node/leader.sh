# Starts the leader. The first time it makes it: data folder, role and slot for the follower, the database appdb.
set -euo pipefail
. /compose/server.sh

make_leader() {
  # Whatever an interrupted attempt has left.
  rm -rf "$PGDATA" "$PGDATA.new"
  # Passwords for local connections too: initdb's own default is to trust them.
  initdb --pgdata="$PGDATA.new" --username=postgres --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --data-checksums --no-instructions
  # Nobody else reaches it before it is finished: it listens on no address.
  pg_ctl --pgdata="$PGDATA.new" --wait --options="$(server_options leader) -c listen_addresses=''" start
  PGPASSWORD=$POSTGRES_PASSWORD psql --no-psqlrc --quiet --username=postgres --set=ON_ERROR_STOP=1 --output=/dev/null \
    --file=/compose/initialize.sql
  pg_ctl --pgdata="$PGDATA.new" --wait --mode=fast stop
  mv "$PGDATA.new" "$PGDATA"
}

[ -s "$PGDATA/PG_VERSION" ] || make_leader
unset POSTGRES_PASSWORD REPLICATOR_PASSWORD
# shellcheck disable=SC2046
exec postgres -D "$PGDATA" $(server_options leader)

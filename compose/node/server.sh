# What both nodes share; leader.sh and follower.sh read it. Settings stand outside the data folder, because a base backup and
# pg_rewind copy whatever is inside.
export PGDATA=/node/data

server_options() {
  echo "-c config_file=/compose/postgresql.conf -c hba_file=/compose/pg_hba.conf -c ident_file=/compose/pg_ident.conf" \
    "-c cluster_name=$1"
}

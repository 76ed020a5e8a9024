#!/bin/bash
# The floor on Docker: what a pair costs in plain docker commands, phase by phase, in seconds. The steps are those of a course:
# network and volumes, leader, role and slot, base backup in a one-shot container, follower, first row read back.
# peers/docker_pair.sh [FIRST_PORT]. REPLICASHELL_IMAGE names the image: an official one, or that of compose/test-image.
set -e
I=${REPLICASHELL_IMAGE:-postgres:18}; N=raw-$$; P1=${1:-6533}; P2=$((P1+1)); D=/var/lib/postgresql/pair
B=/usr/lib/postgresql/$(docker image inspect -f '{{range .Config.Env}}{{println .}}{{end}}' $I | sed -n 's/^PG_MAJOR=//p')/bin
t(){ date +%s.%N; }
cleanup(){ docker rm -f -v $N-l $N-f; docker volume rm -f $N-l $N-f; docker network rm $N; }
trap 'cleanup >/dev/null 2>&1 || true' EXIT
sql(){ docker exec $N-$1 $B/psql -X -q -At -h 127.0.0.1 -U postgres "${@:2}"; }
ready(){ until docker exec $N-$1 $B/pg_isready -q -h 127.0.0.1; do sleep 0.02; done; }
T0=$(t)
docker network create $N >/dev/null
docker volume create $N-l >/dev/null
docker volume create $N-f >/dev/null
T1=$(t)
docker run -d --name $N-l --network $N -v $N-l:$D -p 127.0.0.1:$P1:5432 --entrypoint bash $I -c "chown postgres $D && exec su postgres -c '
  $B/initdb -D $D/data -A trust -U postgres --no-sync --no-instructions >/dev/null
  echo host replication replicator samenet trust >> $D/data/pg_hba.conf
  exec $B/postgres -D $D/data -c listen_addresses=\"*\" -c wal_level=replica'" >/dev/null
ready l
T2=$(t)
sql l -c "create role replicator replication login password 'x'" -c "select pg_create_physical_replication_slot('follower_slot')" -c "create table inventory(productId int primary key, productName varchar(255) not null, quantity int, lastUpdated timestamp)" >/dev/null
T3=$(t)
docker run --rm --network $N -v $N-f:$D --entrypoint bash $I -c "chown postgres $D && exec su postgres -c '$B/pg_basebackup -h $N-l -U replicator -D $D/data -R --slot=follower_slot -c fast --no-sync -X stream'"
T4=$(t)
docker run -d --name $N-f --network $N -v $N-f:$D -p 127.0.0.1:$P2:5432 --entrypoint bash $I -c "exec su postgres -c '
  exec $B/postgres -D $D/data -c listen_addresses=\"*\"'" >/dev/null
ready f
T5=$(t)
sql l -c "insert into inventory values (1,'a',1,now())"
until [ "$(sql f -c 'select count(*) from inventory')" = 1 ]; do sleep 0.01; done
T6=$(t)
python3 - <<P
t=[$T0,$T1,$T2,$T3,$T4,$T5,$T6]
n=['network','leader','setup','basebackup','follower','verify']
print(' '.join(f'{a}={b-c:.3f}' for a,b,c in zip(n,t[1:],t)),f'pair total={t[6]-t[0]:.3f}')
P

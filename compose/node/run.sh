# Runs a program as the user postgres, with PostgreSQL's programs first on the PATH: run.sh PROGRAM ARGUMENT...
# It needs no entry point of the image, so that any image with Debian's folders of PostgreSQL will do.
set -euo pipefail
PATH=/usr/lib/postgresql/$PG_MAJOR/bin:$PATH
if [ "$(id -u)" != 0 ]; then
  exec "$@"
fi
# What Docker mounts belongs to root at first.
chown postgres:postgres /node
exec setpriv --reuid=postgres --regid=postgres --init-groups "$@"

#!/usr/bin/env bash
# Makes the image replicashell-postgres:15 from Debian's packages, for machines that can pull no image. Needs a Docker engine,
# debootstrap and root (or sudo). About two minutes the first time; seconds from the cached archive; nothing when the image
# is there.
#
# What it shares with the official image of that version, and all that ReplicaShell and compose/ use of either: bash, the
# programs of PostgreSQL on the PATH, the user postgres, a volume declared at /var/lib/postgresql/data.
# What it lacks: the official entry point and stop signal, so nothing here can come to depend on them.
set -euo pipefail

version=15 suite=bookworm image=replicashell-postgres:15
cache=${XDG_CACHE_HOME:-$HOME/.cache}/replicashell
archive=$cache/postgres-$version-$suite-$(dpkg --print-architecture).tar

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

make_archive() {
  local folder
  folder=$(mktemp -d /tmp/replicashell-image.XXXXXX)
  # shellcheck disable=SC2064
  trap "as_root rm -rf '$folder' '$archive.part'" EXIT
  # The installation of PostgreSQL would make a database cluster of its own. It is told not to before it is unpacked.
  as_root debootstrap --variant=minbase --include=postgresql-common "$suite" "$folder" \
    ${REPLICASHELL_DEBIAN_MIRROR:+"$REPLICASHELL_DEBIAN_MIRROR"}
  as_root sh -c "echo 'create_main_cluster = false' >> '$folder/etc/postgresql-common/createcluster.conf'"
  as_root chroot "$folder" env DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Options::=--force-unsafe-io \
    install -y -qq --no-install-recommends "postgresql-$version"
  as_root rm -rf "$folder"/var/cache/apt "$folder"/var/lib/apt/lists "$folder"/var/log/apt \
    "$folder"/usr/share/{doc,man,info} "$folder"/dev
  as_root find "$folder/usr/share/locale" -mindepth 1 -maxdepth 1 -exec rm -rf {} +
  as_root mkdir -p "$folder"/dev "$folder"/var/cache/apt "$folder"/var/lib/apt/lists "$folder"/var/lib/postgresql/data
  as_root chroot "$folder" chown -R postgres:postgres /var/lib/postgresql /var/run/postgresql
  mkdir -p "$cache"
  as_root tar -C "$folder" --numeric-owner -cf - . > "$archive.part"
  mv "$archive.part" "$archive"
}

if docker image inspect "$image" >/dev/null 2>&1; then
  exit 0
fi
[ -s "$archive" ] || make_archive
docker import \
  --change "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/$version/bin" \
  --change "ENV LANG=C.UTF-8" \
  --change "ENV PG_MAJOR=$version" \
  --change "ENV PGDATA=/var/lib/postgresql/data" \
  --change "VOLUME /var/lib/postgresql/data" \
  --change 'CMD ["postgres"]' \
  "$archive" "$image" >/dev/null

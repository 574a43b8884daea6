#!/usr/bin/env bash
# A PostgreSQL server for the tests, in a folder of its own, on the loopback, without any service manager.
#   tests/postgres.sh start DIR [PORT]   starts it and prints the connection string for KSEF_OFFLINE_POSTGRES
#   tests/postgres.sh stop DIR           stops it and removes the folder
set -euo pipefail

usage() { sed -n '2,4s/^# *//p' "$0" >&2; exit 2; }
[ $# -ge 2 ] || usage
action=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)
port=${3:-54331}
database=ksef_offline

# Debian keeps the server's programs out of the path, one folder for each version; elsewhere they lie beside psql.
binaries=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
if [ -z "$binaries" ] && command -v psql >/dev/null; then binaries=$(dirname "$(command -v psql)"); fi
[ -x "$binaries/initdb" ] || { echo "postgres.sh: no PostgreSQL found; on Debian: apt-get install --no-install-recommends postgresql" >&2; exit 1; }

# PostgreSQL refuses to run as root; its own user exists wherever the package does.
unprivileged() {
    if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

case $action in
    start)
        if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
        chmod 700 "$folder"
        if [ ! -s "$folder/cluster/PG_VERSION" ]; then
            unprivileged "$binaries/initdb" --pgdata="$folder/cluster" --username=tests --auth=trust --encoding=UTF8 --locale=C --no-instructions >/dev/null
        fi
        unprivileged "$binaries/pg_ctl" --pgdata="$folder/cluster" --log="$folder/server.log" --wait --timeout=60 \
            --options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c max_connections=200" start >/dev/null
        found=$(unprivileged "$binaries/psql" --host=127.0.0.1 --port="$port" --username=tests --no-align --tuples-only --command="SELECT 1 FROM pg_database WHERE datname = '$database'" postgres)
        [ "$found" = 1 ] || unprivileged "$binaries/createdb" --host=127.0.0.1 --port="$port" --username=tests "$database"
        echo "Host=127.0.0.1;Port=$port;Username=tests;Database=$database"
        ;;
    stop)
        unprivileged "$binaries/pg_ctl" --pgdata="$folder/cluster" --mode=immediate --wait stop >/dev/null || true
        rm -rf "$folder"
        ;;
    *) usage ;;
esac

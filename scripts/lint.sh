#!/usr/bin/env bash
# Formatting, lints and the architecture fences.
set -eu
cd "$(dirname "$0")/.."
cargo fmt --all --check
cargo clippy --locked --workspace --all-targets -- -D warnings
cargo run --locked --quiet -p xtask -- check
if cargo deny --version >/dev/null 2>&1; then
  cargo deny --locked check bans licenses sources
else
  echo "cargo-deny is not installed: licences and bans were not checked (cargo install --locked cargo-deny)"
fi

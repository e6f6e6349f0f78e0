#!/usr/bin/env bash
# All tests. Each test process starts its own throw-away servers on free ports and ends them.
set -eu
cd "$(dirname "$0")/.."
# The service processes that the whole-system tests start.
cargo build --locked --workspace --bins
cargo test --locked --workspace

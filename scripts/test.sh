#!/usr/bin/env bash
# All tests. Each test process starts its own throw-away servers on free ports and ends them.
set -eu
cd "$(dirname "$0")/.."
# Every service's own tests make cargo build its program too, which the whole-system tests start.
cargo test --locked --workspace --no-fail-fast

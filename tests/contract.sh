#!/usr/bin/env bash
# Runs a test project with the contract proxy between client and emulator: every request and answer is held against both official OpenAPI documents.
# usage: tests/contract.sh [PROJECT] [more arguments for dotnet test]      PROJECT defaults to Ksef.Offline.Http.Tests
# Exit code 0 = no violation; 77 = skipped, with the reason on standard error (no node, no npm, or no reference data beside the project).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
project=${1:-Ksef.Offline.Http.Tests}
shift || true
shared=${KSEF_OFFLINE_SHARED:-$root/../shared}
skip() { echo "contract: skipped: $1" >&2; exit 77; }
command -v node >/dev/null || skip "node is not installed"
command -v npm >/dev/null || skip "npm is not installed"
[ -f "$shared/tools/contract/contract.mjs" ] || skip "the contract tool is absent ($shared/tools/contract)"
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R "$shared/tools/contract/." "$copy"
(cd "$copy" && npm install --no-audit --no-fund --silent) || skip "ajv and ajv-formats could not be installed"
export KSEF_OFFLINE_CONTRACT=$copy
dotnet test "$root/tests/$project" --nologo -v q "$@"

#!/usr/bin/env bash
# All traffic of the sender's and the emulator's tests and of the Quickstart is held against both OpenAPI documents
set -euo pipefail
out=$1; shared=${KSEF_OFFLINE_SHARED:-../shared}
if [ ! -f "$shared/tools/contract/contract.mjs" ]; then echo "skipped: the contract tool is not beside the project"; exit 0; fi
bash tests/contract.sh Ksef.Offline.Http.Tests --no-build
# Without the tests whose scripts cut connections or answer in KSeF's place, and those on raw sockets: a proxy in between would change what they test.
bash tests/contract.sh Ksef.Offline.Emulator.Tests --no-build --filter "FullyQualifiedName!~ScriptTests&FullyQualifiedName!~ScriptReferenceTests&FullyQualifiedName!~RobustnessTests&FullyQualifiedName!~RateLimitTests"

# The Quickstart, through two proxies in a row: 2.7 to the letter (undeclared properties too), 2.6 without those, since 2.7 requires a property there that 2.6 does not know.
copy=$(mktemp -d); cp -R "$shared/tools/contract/." "$copy"; (cd "$copy" && npm install --no-audit --no-fund --silent)
specs=$(cd "$shared/data/ksef-api" && pwd)
proxy() { (cd "$copy" && exec node contract.mjs "$@") >"$out/contract-$2.log" 2>&1 & }
proxy --listen 5124 --target 5122 --spec "$specs/openapi-2.6.json" --out "$out/violations-2.6.jsonl"; older=$!
proxy --listen 5123 --target 5124 --spec "$specs/openapi-2.7.json" --extra --out "$out/violations-2.7.jsonl"; newer=$!
dotnet run --project samples/Quickstart --no-build -- --folder "$out/quickstart-contract" --port 5122 --via 5123 --fresh
kill -TERM $newer $older; code=0; wait $newer || code=$?; wait $older || code=$?
cat "$out"/violations-2.*.jsonl | head -20
rm -rf "$copy"
for port in 5123 5124; do
  tail -1 "$out/contract-$port.log" | cut -c1-120
  checked=$(grep -oE '"checked":[0-9]+' "$out/contract-$port.log" | tail -1 | cut -d: -f2)
  [ "${checked:-0}" -gt 10 ] || { echo "only ${checked:-0} exchanges went through the proxy on $port"; exit 1; }
done
exit $code

#!/usr/bin/env bash
# All traffic of the sender's tests and of the Quickstart is held against both OpenAPI documents
set -euo pipefail
out=$1; shared=${KSEF_OFFLINE_SHARED:-../shared}
if [ ! -f "$shared/tools/contract/contract.mjs" ]; then echo "skipped: the contract tool is not beside the project"; exit 0; fi
bash tests/contract.sh Ksef.Offline.Http.Tests --no-build --filter "FullyQualifiedName~Trouble|FullyQualifiedName~Gateway|FullyQualifiedName~Batch|FullyQualifiedName~Login"

copy=$(mktemp -d); cp -R "$shared/tools/contract/." "$copy"; (cd "$copy" && npm install --no-audit --no-fund --silent)
specs=$(cd "$shared/data/ksef-api" && pwd)
(cd "$copy" && exec node contract.mjs --listen 5123 --target 5122 --spec "$specs/openapi-2.6.json,$specs/openapi-2.7.json" --extra --out "$out/quickstart-violations.jsonl") >"$out/contract.log" 2>&1 &
proxy=$!
dotnet run --project samples/Quickstart --no-build -- --folder "$out/quickstart-contract" --port 5122 --via 5123 --fresh
kill -TERM $proxy; code=0; wait $proxy || code=$?
tail -1 "$out/contract.log"; cat "$out/quickstart-violations.jsonl" | head -20
rm -rf "$copy"
checked=$(grep -oE '"checked":[0-9]+' "$out/contract.log" | tail -1 | cut -d: -f2)
[ "${checked:-0}" -gt 10 ] || { echo "only ${checked:-0} exchanges went through the proxy"; exit 1; }
exit $code

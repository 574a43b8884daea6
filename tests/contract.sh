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
# One pattern of the documents, that of names, escapes a blank, which JavaScript's regular expressions refuse: here it stands without the backslash, which means the same.
mkdir "$copy/specs"
node -e '
  const fs = require("fs"), [from, to] = process.argv.slice(1);
  const mend = (v) => { for (const k in v) if (k === "pattern" && typeof v[k] === "string") v[k] = v[k].replaceAll("\\ ", " "); else if (v[k] && typeof v[k] === "object") mend(v[k]); return v; };
  for (const f of ["openapi-2.6.json", "openapi-2.7.json"]) fs.writeFileSync(`${to}/${f}`, JSON.stringify(mend(JSON.parse(fs.readFileSync(`${from}/${f}`, "utf8")))));
' "$(cd "$shared/data/ksef-api" && pwd)" "$copy/specs"
export KSEF_OFFLINE_CONTRACT=$copy KSEF_OFFLINE_CONTRACT_SPECS=$copy/specs
dotnet test "$root/tests/$project" --nologo -v q "$@"

# The emulator's own tests ask wrongly on purpose, so only answers are judged there. Excused: what 2.7 requires and 2.6 does not know; 415 for a body of another kind, which the server says before any
# document is asked; the exports, which this emulator does not serve.
node -e '
  const fs = require("fs"), folder = process.argv[1];
  const files = fs.readdirSync(folder).filter((f) => /^violations-.*jsonl$/.test(f));
  const wrong = files.flatMap((f) => fs.readFileSync(`${folder}/${f}`, "utf8").split("\n").filter(Boolean).map((l) => JSON.parse(l)))
    .filter((v) => v.dir === "response" && !(v.spec === 0 && v.kind === "extra-property" && v.path === "/v2/rate-limits" && v.message.endsWith(" collectiveIdentifier")))
    .filter((v) => !(v.status === 415 && v.kind === "undeclared-status") && !(v.status === 404 && v.path.startsWith("/v2/invoices/exports")));
  if (files.length > 0) console.log(`${files.length} emulators, ${wrong.length} answers against the documents`);
  wrong.slice(0, 10).forEach((v) => console.log(JSON.stringify(v)));
  process.exit(wrong.length > 0 ? 1 : 0);
' "$copy"

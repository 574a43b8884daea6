#!/usr/bin/env bash
# The panel under axe-core: nothing serious or critical, in both languages, on wide and narrow screens, in light and in dark
set -euo pipefail
out=$1; folder=$out/axe
if ! command -v npm >/dev/null || ! command -v chromium >/dev/null; then echo "skipped: npm and chromium are needed"; exit 0; fi
mkdir -p "$folder"
if ! (cd "$folder" && npm install axe-core --no-audit --no-fund --silent); then echo "skipped: npm has no axe-core"; exit 0; fi
export KSEF_OFFLINE_AXE=$folder/node_modules/axe-core/axe.min.js
[ -s "$KSEF_OFFLINE_AXE" ]
dotnet test tests/Ksef.Offline.Panel.Tests --no-build --nologo --filter "FullyQualifiedName~AxeTests" | tee "$out/axe.log"
grep -qE 'Failed: +0, Passed: +[1-9][0-9]*, Skipped: +0' "$out/axe.log"

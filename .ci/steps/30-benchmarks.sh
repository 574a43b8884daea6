#!/usr/bin/env bash
# A short benchmark: every room's benchmarks still run (figures come from a quiet machine, not from here)
set -euo pipefail
out=$1
dotnet build benchmarks/Ksef.Offline.Benchmarks -c Release --nologo -v q
dotnet run -c Release --no-build --project benchmarks/Ksef.Offline.Benchmarks -- --job dry --inProcess --filter '*Deadline*' '*Codes*' '*Writing*' '*Validation*' '*Outbox.*' --artifacts "$out/benchmarks" >"$out/benchmarks.log" 2>&1 || { tail -40 "$out/benchmarks.log"; exit 1; }
if grep -E 'There are not any results runs|Exception:' "$out/benchmarks.log"; then tail -40 "$out/benchmarks.log"; exit 1; fi
grep -cE '^\| ' "$out/benchmarks.log" | sed 's/$/ rows of figures/'

#!/usr/bin/env bash
# A short chaos run on SQLite and PostgreSQL: processes killed at random moments, one number each
set -euo pipefail
dotnet build tests/Ksef.Offline.Chaos -c Release --nologo -v q
chaos() { dotnet run -c Release --no-build --project tests/Ksef.Offline.Chaos -- "$@"; }
for store in sqlite postgres; do
  if [ $store = postgres ] && [ -z "${KSEF_OFFLINE_POSTGRES:-}" ]; then echo "skipped: no PostgreSQL"; continue; fi
  chaos run --kills 12 --store $store --workers 4 --seed 11
  chaos moment --store $store
done

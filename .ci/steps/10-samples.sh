#!/usr/bin/env bash
# Every sample runs and asserts its result (the Quickstart by the README's own command)
set -euo pipefail
out=$1
command=$(grep -oE '^dotnet run .*$' README.md | head -1)
rm -rf out
echo "-- $command"; bash -c "$command --no-build"
for s in samples/*/; do
  name=$(basename "$s")
  case $name in
    Quickstart | Ksef.Offline.Cli | Panel) continue ;;
  esac
  [ -f "$s/$name.csproj" ] || continue
  echo "-- $name"; mkdir -p "$out/sample-$name"; project=$PWD/$s/$name.csproj
  (cd "$out/sample-$name" && dotnet run --project "$project" --no-build -- "$out/sample-$name")
done
# As a person runs it: from its own folder, with nothing said; what it writes lies below out/.
echo "-- Worker, without arguments"; (cd samples/Worker && timeout 120 dotnet run --no-build)
echo "-- Panel"; dotnet run --project samples/Panel --no-build -- --self-test
# With PostgreSQL about, the sample with a transaction of its own has also to run on a machine without.
if [ -n "${KSEF_OFFLINE_POSTGRES:-}" ]; then
  echo "-- ErpTransaction, on SQLite"; mkdir -p "$out/sample-sqlite"; project=$PWD/samples/ErpTransaction/ErpTransaction.csproj
  (cd "$out/sample-sqlite" && env -u KSEF_OFFLINE_POSTGRES dotnet run --project "$project" --no-build -- "$out/sample-sqlite")
fi

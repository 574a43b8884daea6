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
    Quickstart | Ksef.Offline.Cli) continue ;;
  esac
  [ -f "$s/$name.csproj" ] || continue
  echo "-- $name"; mkdir -p "$out/sample-$name"; project=$PWD/$s/$name.csproj
  (cd "$out/sample-$name" && dotnet run --project "$project" --no-build -- "$out/sample-$name")
done

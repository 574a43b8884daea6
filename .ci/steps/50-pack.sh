#!/usr/bin/env bash
# Packages: README, licence, symbols and XML docs in each
set -euo pipefail
feed=$1/feed; rm -rf "$feed"
dotnet pack Ksef.Offline.sln -c Release --nologo -v q -o "$feed"
count=0
for package in "$feed"/*.nupkg; do
  name=$(basename "$package"); listing=$(unzip -l "$package")
  case $name in ksef-offline*|Ksef.Offline.Cli*) continue ;; esac
  for part in README.md LICENSE 'lib/net10.0/.*\.dll' 'lib/net10.0/.*\.xml'; do
    grep -qE "$part" <<<"$listing" || { echo "$name lacks $part"; exit 1; }
  done
  [ -f "${package%.nupkg}.snupkg" ] || { echo "$name has no symbols"; exit 1; }
  nuspec=$(unzip -p "$package" '*.nuspec')
  if grep -E 'version="\[' <<<"$nuspec"; then echo "$name binds its consumers to an exact version"; exit 1; fi
  if grep -iE 'Npgsql|Sqlite' <<<"$nuspec" | grep -i '<dependency'; then echo "$name carries a driver"; exit 1; fi
  count=$((count + 1))
done
[ $count -ge 8 ] || { echo "only $count packages"; exit 1; }
echo "$count packages"

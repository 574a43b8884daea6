#!/usr/bin/env bash
# Packages: unpacked and looked into (contents, metadata, dependencies, symbols), the same bytes from another folder, no known weakness
set -euo pipefail
export CI=true # neutral paths, locked restore
out=$1; feed=$out/feed; rm -rf "$feed"
dotnet pack Ksef.Offline.sln -c Release --nologo -v q -o "$feed"

# What is inside.
KSEF_OFFLINE_FEED=$feed dotnet test tests/Ksef.Offline.Packages.Tests --nologo -v q | tee "$out/packages.log"
grep -qE 'Failed: +0, Passed: +[1-9][0-9]*, Skipped: +0' "$out/packages.log"

# Deterministic: another folder, the same commit, the same bytes of libraries, docs and symbols.
if [ -z "$(git status --porcelain 2>&1)" ]; then
  other=$out/other-folder/of-another-length; rm -rf "$other"; git clone -q . "$other"
  for project in Hosting Emulator Outbox.Conformance; do
    (cd "$other" && dotnet pack "src/Ksef.Offline.$project" -c Release --nologo -v q -o "$out/feed-again" >/dev/null)
  done
  compared=0
  for library in "$other"/src/*/bin/Release/net10.0/Ksef.Offline*.dll; do
    name=$(basename "$library" .dll)
    [ "$library" = "$other/src/$name/bin/Release/net10.0/$name.dll" ] || continue
    for kind in dll xml; do unzip -p "$feed/$name".[0-9]*.nupkg "lib/net10.0/$name.$kind" | cmp - "${library%.dll}.$kind"; done
    unzip -p "$feed/$name".[0-9]*.snupkg "lib/net10.0/$name.pdb" | cmp - "${library%.dll}.pdb"
    compared=$((compared + 1))
  done
  [ "$compared" = "$(ls -d src/*/ | wc -l)" ] || { echo "only $compared libraries were compared"; exit 1; }
  rm -rf "$out/other-folder"
  echo "$compared libraries are the same bytes when built in another folder"
else
  echo "not compared with another folder: there are changes without a commit"
fi

# Known weaknesses and what its owners gave up, as far as the package source knows of any.
for question in --vulnerable --deprecated; do
  for project in src/*/*.csproj; do
    dotnet list "$project" package $question --include-transitive --format json >"$out/audit.json" 2>"$out/audit.err" || { echo "$question was not answered: $(head -1 "$out/audit.err" "$out/audit.json" | tail -1)"; break; }
    if grep -E '"(severity|reasons)"' "$out/audit.json"; then cat "$out/audit.json"; echo "$project: $question"; exit 1; fi
  done
done
echo "$(ls "$feed"/*.nupkg | wc -l) packages"

#!/usr/bin/env bash
# The project template: packed, installed, a project made from it, built on the packed packages, and its self-check run
set -euo pipefail
out=$1; feed=$out/feed; hive=$out/hive; app=$out/template
rm -rf "$app" "$hive" "$out/templates"; mkdir -p "$app"
dotnet pack samples/Template/Ksef.Offline.Templates.csproj -c Release --nologo -v q -o "$out/templates"
package=$(ls "$out"/templates/Ksef.Offline.Templates.*.nupkg)
listing=$(unzip -l "$package")
for part in README.md LICENSE content/OfflineWorker/.template.config/template.json content/OfflineWorker/Program.cs; do
  grep -qF "$part" <<<"$listing" || { echo "the template package lacks $part"; exit 1; }
done
dotnet new install "$package" --debug:custom-hive "$hive" >/dev/null
dotnet new ksef-offline-worker --name Shop.Offline --nip 5265877635 --output "$app" --debug:custom-hive "$hive" --no-update-check
grep -q '"Nip": "5265877635"' "$app/appsettings.json"
if grep -rE 'OfflineWorker|5261040828' "$app"; then echo "the template leaves its own name or NIP in a project"; exit 1; fi
# As the consumer: from the folder just packed, into a cache of their own, so that an older build cannot stand in for them.
cat >"$app/nuget.config" <<XML
<configuration><packageSources><add key="packed" value="$feed" /></packageSources></configuration>
XML
clean() { for p in "$HOME/.nuget/packages"/ksef.offline*; do rm -rf "$p"; done; }
clean; trap clean EXIT
cd "$app"
dotnet build --nologo -v q -warnaserror
dotnet run --no-build -- --self-check | tee run.log
grep -qE 'KSeF number: 5265877635-[0-9]{8}-[0-9A-F]{12}-[0-9A-F]{2}' run.log

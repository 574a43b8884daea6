#!/usr/bin/env bash
# The project template: packed, installed and used by the commands of its README, built on the packed packages, and its self-check run
set -euo pipefail
out=$1; feed=$out/feed; hive=$out/hive; app=$out/template; root=$PWD
rm -rf "$app" "$hive"; mkdir -p "$app"
python3 - "$root/samples/Template/README.md" "$app" "$feed" "$hive" <<'PY'
import re, sys
readme, app, feed, hive = sys.argv[1:]
pack, use = re.findall(r"```sh\n(.*?)\n```", open(readme, encoding="utf-8").read(), re.S)
# The libraries are packed already; source and hive are those of this run and not of whoever runs it.
lines = [l.replace("/path/to/feed", f"'{feed}'") for l in pack.split("\n") if "Ksef.Offline.sln" not in l]
assert len(lines) == 2, pack
open(f"{app}/pack.sh", "w").write("set -euo pipefail\n" + lines[0] + "\n")
lines = [lines[1] + " --configfile nuget.config"] + [l + f" --debug:custom-hive '{hive}'" if l.startswith("dotnet new") else l for l in use.split("\n")]
open(f"{app}/use.sh", "w").write("set -euo pipefail\n" + "\n".join(lines) + "\n")
PY
bash "$app/pack.sh"
package=$(ls "$feed"/Ksef.Offline.Templates.*.nupkg)
listing=$(unzip -l "$package")
for part in README.md LICENSE icon.png content/OfflineWorker/.template.config/template.json content/OfflineWorker/Program.cs; do
  grep -qF "$part" <<<"$listing" || { echo "the template package lacks $part"; exit 1; }
done
# Into a cache of their own, so that an older build of the packages cannot stand in for them.
clean() { for p in "$HOME/.nuget/packages"/ksef.offline*; do rm -rf "$p"; done; }
clean; trap clean EXIT
cd "$app"
echo '<configuration />' >nuget.config
bash use.sh | tee run.log
grep -qE 'KSeF number: 5261040828-[0-9]{8}-[0-9A-F]{12}-[0-9A-F]{2}' run.log
# A project of another name and NIP has nothing left of the template's own, and builds without a warning.
dotnet new ksef-offline-worker --name Other.Name --nip 5265877635 --output "$app/other" --debug:custom-hive "$hive" --no-update-check
grep -q '"Nip": "5265877635"' "$app/other/appsettings.json"
if grep -rE 'OfflineWorker|5261040828' "$app/other"; then echo "the template leaves its own name or NIP in a project"; exit 1; fi
(cd other && dotnet build --nologo -v q -warnaserror)

#!/usr/bin/env bash
# A program outside the solution, made from an empty folder by the README's text alone, commands and code to the letter, on the packed packages
set -euo pipefail
out=$1; feed=$out/feed; app=$out/consumer; root=$PWD
rm -rf "$app"; mkdir -p "$app"
python3 - "$root/README.md" "$app" "$feed" <<'PY'
import re, sys
readme, app, feed = sys.argv[1:]
part = re.search(r"\n## A first invoice\n(.*?)\n## ", open(readme, encoding="utf-8").read(), re.S).group(1)
pack, commands = re.findall(r"```sh\n(.*?)\n```", part, re.S)
# Packed is already; the source is named in a file of this folder and not in the settings of whoever runs this.
source = [l for l in pack.split("\n") if l.startswith("dotnet nuget add source ")]
assert len(source) == 1 and "dotnet pack Ksef.Offline.sln -c Release -o /path/to/feed" in pack, pack
lines = [source[0].replace("/path/to/feed", f"'{feed}'") + " --configfile nuget.config", *commands.split("\n")]
open(f"{app}/commands.sh", "w", encoding="utf-8").write("set -euo pipefail\n" + "\n".join(lines) + "\n")
open(f"{app}/code.txt", "w", encoding="utf-8").write(re.search(r"```csharp\n(.*?)\n```", part, re.S).group(1) + "\n")
PY
cd "$app"
echo '<configuration />' >nuget.config
# Into a cache of their own, so that an older build of the packages cannot stand in for them.
clean() { for p in "$HOME/.nuget/packages"/ksef.offline*; do rm -rf "$p"; done; }
clean; trap clean EXIT
bash commands.sh >commands.log 2>&1 || { cat commands.log; exit 1; }
mv code.txt Program.cs
dotnet run | tee run.log
grep -qE 'KSeF number: [0-9]{10}-[0-9]{8}-[0-9A-F]{12}-[0-9A-F]{2}' run.log
[ -s kod-1.png ] && [ -s kod-2.png ]
statements=$(sed '/^using [A-Za-z.]*;$/d' Program.cs | grep -c ';')
echo "$statements statements"; [ "$statements" -le 40 ]

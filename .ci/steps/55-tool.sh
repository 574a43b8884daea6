#!/usr/bin/env bash
# The command line as a dotnet tool: packed and installed by the commands of its README, and tried; not published, for it carries database drivers
set -euo pipefail
out=$1; tools=$out/tools
rm -rf "$out/tool" "$tools"
python3 - samples/Ksef.Offline.Cli/README.md "$out" <<'PY'
import re, sys
readme, out = sys.argv[1:]
block = [b for b in re.findall(r"```sh\n(.*?)\n```", open(readme, encoding="utf-8").read(), re.S) if "dotnet tool install" in b]
assert len(block) == 1 and block[0].count("--global") == 1, block
# To a folder of this run, not to the tools of whoever runs it.
text = block[0].replace("/path/to/tool", f"'{out}/tool'").replace("--global", f"--tool-path '{out}/tools'").replace("\nksef-offline", f"\n'{out}/tools/ksef-offline'")
open(f"{out}/tool.sh", "w").write("set -euo pipefail\n" + text + "\n")
PY
bash "$out/tool.sh" | tee "$out/tool.log"; grep -q emulator "$out/tool.log"
answer=$(echo '{"id":1,"mode":"offline24","issueDate":"2026-12-23"}' | "$tools/ksef-offline" deadlines)
grep -q '"due":"2026-12-28"' <<<"$answer"
(cd "$out" && "$tools/ksef-offline" send --db sqlite:tool.db --ksef http://127.0.0.1:9 --nip 5261040828 --token-env PATH --once 2>/dev/null && "$tools/ksef-offline" status --db sqlite:tool.db)
echo "installed and run"

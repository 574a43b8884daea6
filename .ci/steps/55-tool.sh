#!/usr/bin/env bash
# The command line as a dotnet tool: packed, installed from the folder and tried; not published, for it carries database drivers
set -euo pipefail
out=$1; tools=$out/tools
dotnet pack samples/Ksef.Offline.Cli -c Release --nologo -v q -p:PackTool=true -o "$out/tool"
cat >"$out/tool.config" <<XML
<configuration><packageSources><clear /><add key="packed" value="$out/tool" /></packageSources></configuration>
XML
dotnet tool install Ksef.Offline.Cli --tool-path "$tools" --configfile "$out/tool.config" >/dev/null
"$tools/ksef-offline" --help | grep -q emulator
answer=$(echo '{"id":1,"mode":"offline24","issueDate":"2026-12-23"}' | "$tools/ksef-offline" deadlines)
grep -q '"due":"2026-12-28"' <<<"$answer"
(cd "$out" && "$tools/ksef-offline" send --db sqlite:tool.db --ksef http://127.0.0.1:9 --nip 5261040828 --token-env PATH --once 2>/dev/null && "$tools/ksef-offline" status --db sqlite:tool.db)
echo "installed and run"

#!/usr/bin/env bash
# A program outside the solution, made from the README's text alone, runs on the packed packages
set -euo pipefail
out=$1; feed=$out/feed; app=$out/consumer; root=$PWD
rm -rf "$app"; mkdir -p "$app"
python3 - "$root/README.md" "$app/Program.cs" <<'PY'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
open(sys.argv[2], "w", encoding="utf-8").write(re.search(r"## A first invoice.*?```csharp\n(.*?)\n```", text, re.S).group(1) + "\n")
PY
cat >"$app/consumer.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><NoWarn>NETSDK1206</NoWarn></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Ksef.Offline.Hosting" Version="0.1.0" /><PackageReference Include="Ksef.Offline.Emulator" Version="0.1.0" />
    <PackageReference Include="Microsoft.Data.Sqlite.Core" Version="6.0.7" /><PackageReference Include="SQLitePCLRaw.bundle_e_sqlite3" Version="2.0.6" />
  </ItemGroup>
</Project>
XML
# Our packages come from the folder just packed, into a cache of their own, so that an older build cannot stand in for them.
cat >"$app/nuget.config" <<XML
<configuration><packageSources><add key="packed" value="$feed" /></packageSources></configuration>
XML
cd "$app"
for package in "$HOME/.nuget/packages"/ksef.offline*; do rm -rf "$package"; done
dotnet restore -v q
dotnet run | tee run.log
grep -qE 'KSeF number: [0-9]{10}-[0-9]{8}-[0-9A-F]{12}-[0-9A-F]{2}' run.log
statements=$(sed '/^using [A-Za-z.]*;$/d' Program.cs | grep -c ';')
echo "$statements statements"; [ "$statements" -le 40 ]
for p in "$HOME/.nuget/packages"/ksef.offline*; do rm -rf "$p"; done

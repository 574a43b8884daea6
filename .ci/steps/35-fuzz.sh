#!/usr/bin/env bash
# Fuzz smoke: 200,000 damaged files (no crash, no hang, no heap growth, accepted exactly what XmlReader accepts); 6,000 damaged requests to the emulator (it lives, none is answered with 500)
set -euo pipefail
dotnet build benchmarks/Ksef.Offline.Benchmarks -c Release --nologo -v q
dotnet run -c Release --no-build --project benchmarks/Ksef.Offline.Benchmarks -- fuzz --count 200000
dotnet run -c Release --no-build --project benchmarks/Ksef.Offline.Benchmarks -- fuzz-emulator --count 6000

#!/usr/bin/env bash
# Fuzz smoke: 200,000 damaged files; no crash, no hang, no heap growth, accepted exactly what XmlReader accepts
set -euo pipefail
dotnet run -c Release --no-build --project benchmarks/Ksef.Offline.Benchmarks -- fuzz --count 200000

using BenchmarkDotNet.Running;
using Ksef.Offline.Benchmarks.Fuzz;

if (args is ["fuzz", .. var fuzz]) return FuzzCommand.Run(fuzz);
if (args is ["fuzz-emulator", .. var emulator]) return EmulatorFuzzCommand.Run(emulator);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;

using BenchmarkDotNet.Running;
using Ksef.Offline.Benchmarks.Fuzz;

if (args is ["fuzz", .. var fuzz]) return FuzzCommand.Run(fuzz);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;

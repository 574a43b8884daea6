using BenchmarkDotNet.Running;
using Ksef.Offline.Benchmarks.Fuzz;
using Ksef.Offline.Benchmarks.Outbox;
using Ksef.Offline.Benchmarks.Sending;

if (args is ["fuzz", .. var fuzz]) return FuzzCommand.Run(fuzz);
if (args is ["fuzz-emulator", .. var emulator]) return EmulatorFuzzCommand.Run(emulator);
if (args is ["package-memory", .. var memory]) return PackageMemoryCommand.Run(memory);
if (args is ["outbox-shares", .. var shares]) return await SharesCommand.RunAsync(shares);
if (args is ["outbox-million", .. var million]) return await MillionCommand.RunAsync(million);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;

using Ksef.Offline.Chaos;

// One program, five parts:
//   run       starts the others, kills them at random moments, then checks that nothing was lost and nothing happened twice
//   moment    kills one worker exactly between "KSeF has it" and "the outbox knows", then checks the same
//   emulator  a KSeF with a data folder
//   worker    issues invoices together with rows of an ERP, and sends them
//   crowd     many callers who enqueue at once, until it is killed
// dotnet run --project tests/Ksef.Offline.Chaos -- run --kills 200 --store sqlite --workers 4 --seed 1
try
{
    var arguments = Arguments.Parse(args);
    return arguments.Part switch
    {
        "run" => await Orchestrator.RunAsync(arguments),
        "moment" => await Orchestrator.RunMomentAsync(arguments),
        "emulator" => await EmulatorPart.RunAsync(arguments),
        "worker" => await WorkerPart.RunAsync(arguments),
        "crowd" => await CrowdPart.RunAsync(arguments),
        _ => throw new ArgumentException($"'{arguments.Part}' is no part of this program: run, moment, emulator, worker, crowd."),
    };
}
catch (ArgumentException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}

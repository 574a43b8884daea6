using System.CommandLine;
using Ksef.Offline.Cli;
using Ksef.Offline.Cli.Commands;

// One command, one file in Commands/. Machine output is JSON lines on standard output; words for people go to standard error.
var root = new RootCommand("Ksef.Offline on the command line: deadlines, FA(3), codes, outbox, sending, emulator.")
{
    CalendarCommand.Create(),
    DeadlinesCommand.Create(),
    KsefNumberCommand.Create(),
    RoundTripCommand.Create(),
    ValidateCommand.Create(),
    QrCommand.Create(),
    CertificateCommand.Create(),
    IssueCommand.Create(),
    SendCommand.Create(),
    StatusCommand.Create(),
    OutsideCommand.Create(),
    RegisterCommand.Create(),
    ReportCommand.Create(),
    JpkCommand.Create(),
    ReconcileCommand.Create(),
    EvidenceCommand.Create(),
    VerifyCommand.Create(),
    AnnounceCommand.Create(),
    DecideCommand.Create(),
    HandOverCommand.Create(),
    AttachCommand.Create(),
    FreezeCommand.Create(),
    EmulatorCommand.Create(),
    CompletionCommand.Create(),
};
return await CommandLine.RunAsync(root, args);

using System.Text;
using Guides;

// The code of every guide beside this file, run for real; each guide asserts its own result.
// Usage: Guides [folder]
Console.OutputEncoding = Encoding.UTF8;
SQLitePCL.Batteries_V2.Init();
var folder = Directory.CreateDirectory(args.Length > 0 ? args[0] : Path.Combine(Path.GetTempPath(), "ksef-offline-guides")).FullName;
(string Name, Func<string, Task> Run)[] guides =
[
    ("building-invoices", BuildingInvoices.Run),
    ("validating", _ => Validating.Run()),
    ("issuing-in-your-transaction", IssuingInYourTransaction.Run),
    ("what-ksef-answered", WhatKsefAnswered.Run),
    ("certificates", _ => GettingACertificate.Run()),
    ("testing-with-the-emulator", _ => TestingWithTheEmulator.Run()),
    ("register-evidence-jpk", RegisterEvidenceJpk.Run),
    ("several-taxpayers", _ => SeveralTaxpayers.Run()),
];
foreach (var (name, run) in guides)
{
    Console.WriteLine($"== {name}");
    await run(Directory.CreateDirectory(Path.Combine(folder, name)).FullName);
}
Console.WriteLine($"{guides.Length} guides, all as expected.");

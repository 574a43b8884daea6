using Panel.Starting;

// The idea: an accountant opens a page and sees at a glance that nothing will be late; an administrator sees why, and acts where he may.
// Without arguments it fills a demonstration outbox in a temporary folder and shows that.
return await PanelCommand.RunAsync(args, Console.Out, Console.Error);

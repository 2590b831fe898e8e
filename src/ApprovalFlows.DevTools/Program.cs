using ApprovalFlows.DevTools;
using ApprovalFlows.DevTools.Commands;

ICommand[] commands =
[
    new AddMigration(),
    new VerifyAudit(),
    new VerifyReceipt(),
    new RotateAuditKey(),
    new Backup(),
    new Restore(),
    new Check(),
    new ListLicences(),
    new Delegated(
        "conformance",
        "FOLDER [--mode counter|token|token-strict] [--case NAME]",
        "Replays recorded cases and tells which differ.",
        ConformanceCommand.RunAsync),
    new Delegated(
        "run-workflow",
        "[CHILD.json …] FILE.json [--mode counter|token] [--incidents fault|continue] [--input JSON] "
            + "[--resume ACTIVITY_ID_OR_BOOKMARK_NAME[=JSON]] …",
        "Runs Elsa 3 definitions in memory and prints what happened.",
        RunWorkflowCommand.RunAsync),
];

var command = args.Length > 0 ? commands.FirstOrDefault(known => known.Name == args[0]) : null;
if (command is not null)
{
    return await command.RunAsync(args[1..]);
}

Console.Error.WriteLine("dotnet run --project src/ApprovalFlows.DevTools -- COMMAND");
foreach (var known in commands)
{
    Console.Error.WriteLine($"  {known.Name} {known.Arguments}");
    Console.Error.WriteLine($"      {known.Purpose}");
}

return ExitCode.Usage;

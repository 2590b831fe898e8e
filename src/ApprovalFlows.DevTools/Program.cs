using ApprovalFlows.DevTools.Commands;

ICommand[] commands = [new AddMigration()];

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

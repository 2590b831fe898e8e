using System.Reflection;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Design.Internal;

namespace ApprovalFlows.DevTools.Commands;

/// <summary>
/// Writes a migration for both databases. It stands in for dotnet ef, whose design package cannot be
/// restored whole, and calls what dotnet ef would have called.
/// </summary>
internal sealed class AddMigration : ICommand
{
    private static readonly (string Context, string Folder)[] Databases =
    [
        ("SqliteAppDbContext", "Persistence/Migrations/Sqlite"),
        ("PostgresAppDbContext", "Persistence/Migrations/Postgres"),
    ];

    public string Name => "add-migration";

    public string Arguments => "NAME";

    public string Purpose => "writes the migration NAME for SQLite and for PostgreSQL into Core";

    public Task<int> RunAsync(string[] args)
    {
        if (args is not [var name] || !name.All(char.IsAsciiLetterOrDigit) || !char.IsAsciiLetterUpper(name[0]))
        {
            Console.Error.WriteLine("One name such as AddFilingNumber: letters and digits, a capital first.");
            return Task.FromResult(ExitCode.Usage);
        }

        var operations = Operations();
        foreach (var (context, folder) in Databases)
        {
            var files = operations.AddMigration(name, folder, context, null, dryRun: false);
            Console.WriteLine(Path.GetRelativePath(WorkingTree.Root, files.MigrationFile!));
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static MigrationsOperations Operations()
    {
        var reporter = new OperationReporter(new OperationReportHandler(
            Console.Error.WriteLine, Console.Error.WriteLine, Console.Error.WriteLine, _ => { }));
        var core = Assembly.Load("ApprovalFlows.Core");
        var project = WorkingTree.PathOf("src/ApprovalFlows.Core");
        return new MigrationsOperations(
            reporter, core, core, project, "ApprovalFlows.Core", "C#", nullable: true, args: []);
    }
}

using System.Diagnostics;
using Npgsql;

namespace ApprovalFlows.DevTools.Backups;

/// <summary>PostgreSQL's own pg_dump and pg_restore: a dump is of one moment, people may go on writing.</summary>
/// <param name="connection">The database; to put a copy back, an empty one.</param>
/// <param name="programs">The folder of the two programs; null looks on the path and in Debian's place.</param>
internal sealed class PostgresCopy(string connection, string? programs) : IDatabaseCopy
{
    private const string DebianRoot = "/usr/lib/postgresql";
    private readonly NpgsqlConnectionStringBuilder server = new(connection);

    public string FileName => "database.dump";

    public Task SaveAsync(string file) => RunAsync(
        "pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={file}"]);

    public async Task LoadAsync(string file)
    {
        if (await HasTablesAsync())
            throw new InvalidOperationException($"The database '{server.Database}' is not empty.");
        await RunAsync(
            "pg_restore", ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", file]);
    }

    private async Task<bool> HasTablesAsync()
    {
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public')", database);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private async Task RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(PathOf(program)) { RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.ArgumentList.Add($"--dbname={server.Database}");
        start.Environment["PGHOST"] = server.Host;
        start.Environment["PGPORT"] = $"{server.Port}";
        start.Environment["PGUSER"] = server.Username;
        // In the environment: arguments can be read by everybody on the machine.
        if (server.Password is { Length: > 0 } password) start.Environment["PGPASSWORD"] = password;
        using var running = Process.Start(start)!;
        var complaint = await running.StandardError.ReadToEndAsync();
        await running.WaitForExitAsync();
        if (running.ExitCode != 0) throw new InvalidOperationException($"{program}: {complaint.Trim()}");
    }

    private string PathOf(string program)
    {
        var folders = programs is not null ? [programs] : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var places = folders.Select(folder => Path.Combine(folder, program)).ToList();
        if (programs is null && Directory.Exists(DebianRoot))
            places.AddRange(Directory.EnumerateDirectories(DebianRoot).OrderDescending(StringComparer.Ordinal)
                .Select(version => Path.Combine(version, "bin", program)));
        return places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException(
            $"{program} was not found; install PostgreSQL's client programs or name their folder with --pg-bin.");
    }
}

using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Verification;
using ApprovalFlows.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.DevTools.Backups;

/// <summary>
/// Whether a database and its folder belong together: schema, files, evidence. Only reads, so people may go on.
/// </summary>
internal sealed class DataCheck(AppDbContext db, string data, string keyFolder)
{
    private const int MaxNamed = 20;
    private readonly List<string> problems = [];
    private long problemCount;

    /// <summary>What is wrong, at most twenty by name.</summary>
    public IReadOnlyList<string> Problems => problems;

    public async Task<bool> RunAsync(TextWriter output)
    {
        var missing = await db.Database.GetPendingMigrationsAsync();
        var unknown = (await db.Database.GetAppliedMigrationsAsync()).Except(db.Database.GetMigrations());
        foreach (var name in missing)
            Note($"schema: migration {name} is still to be made; starting the program makes it");
        foreach (var name in unknown) Note($"schema: migration {name} is newer than this program");
        await output.WriteLineAsync($"schema: {(problemCount == 0 ? "up to date" : "differs")}");
        if (problemCount == 0)
        {
            await CheckFilesAsync(output);
            await CheckEvidenceAsync(output);
        }

        foreach (var problem in problems) await output.WriteLineAsync(problem);
        if (problemCount > problems.Count) await output.WriteLineAsync($"… and {problemCount - problems.Count} more");
        await output.WriteLineAsync($"{problemCount} problems");
        return problemCount == 0;
    }

    private async Task CheckFilesAsync(TextWriter output)
    {
        var files = new StoredFiles(Path.Combine(data, StoredFiles.Folder));
        var known = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var name in StoredFiles.NamesIn(db).AsAsyncEnumerable())
        {
            known.Add(name);
            if (!files.Has(name)) Note($"file {name}: missing");
            else if (!await files.IsWholeAsync(name)) Note($"file {name}: its content was changed");
        }

        // An upload that nobody finished leaves one; it harms nothing.
        var strangers = files.Names().Count(name => !known.Contains(name));
        await output.WriteLineAsync($"files: {known.Count} that the database names, {strangers} beside them");
    }

    private async Task CheckEvidenceAsync(TextWriter output)
    {
        var path = Path.Combine(keyFolder, KeyFolder.PublicKeysFile);
        if (!File.Exists(path))
        {
            Note($"evidence: the public keys are missing at '{path}'");
            return;
        }

        using var keys = new PublicKeys(PublicKeys.Parse(await File.ReadAllTextAsync(path)));
        await using var evidence = new DatabaseEvidence(db);
        var report = await new AuditVerifier(evidence, keys, []).RunAsync();
        foreach (var problem in report.Problems) Note($"evidence: {problem}");
        problemCount += report.ProblemCount - report.Problems.Count;
        await output.WriteLineAsync(
            $"evidence: {report.Cases} cases, {report.Entries} entries, {report.Anchors} anchors");
    }

    private void Note(string problem)
    {
        problemCount++;
        if (problems.Count < MaxNamed) problems.Add(problem);
    }
}

using ApprovalFlows.Benchmarks.Inbox;

namespace ApprovalFlows.Benchmarks.Papers;

/// <summary>
/// Six papers for each worker, a firm for each 500. As many papers as are asked for end in 30 days; the
/// others end within the year, or (for the daily run) so far off that no rung of theirs is near.
/// </summary>
internal sealed class PaperSeed(InboxDatabase database, int papers, int due, bool isSpread)
{
    private const int PerWorker = 6;
    private const int WorkersPerFirm = 500;
    private static readonly string[] Kinds = ["WG", "JK", "TL", "XY", "YW", "GS"];
    private readonly DateTimeOffset now = Timing.Now;
    private readonly DateOnly today = Timing.Today;

    public List<Guid> Workers { get; } = [];

    public List<Guid> Firms { get; } = [];

    public async Task FillAsync()
    {
        if (!database.IsPostgres)
            await database.RunAsync("PRAGMA synchronous = OFF; PRAGMA cache_size = -500000");
        var indexes = await TakeIndexesAsync();
        for (var index = 0; index <= papers / PerWorker / WorkersPerFirm; index++) Firms.Add(Guid.CreateVersion7());
        await FillFirmsAsync();
        await FillWorkersAsync();
        await FillPapersAsync();
        await FillFirmPapersAsync();
        foreach (var create in indexes) await database.RunAsync(create);
        await database.RunAsync(database.IsPostgres ? "VACUUM ANALYZE" : "ANALYZE");
    }

    /// <summary>All of yesterday was looked at, so that a run has the work of one day.</summary>
    public async Task LookedYesterdayAsync(string job)
    {
        await database.RunAsync($"DELETE FROM \"JobStates\" WHERE \"Name\" = '{job}'");
        await using var states = BulkTable.Open(database, "JobStates", "Name", "DoneThrough", "Revision");
        states.Add(job, now.AddDays(-1), 1);
    }

    // Sorting at the end is many times faster than keeping ten indexes while six million rows come.
    private async Task<List<string>> TakeIndexesAsync()
    {
        var (names, creates) = (new List<string>(), new List<string>());
        await using (var command = database.Connection.CreateCommand())
        {
            command.CommandText = database.IsPostgres
                ? "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'Certificates' "
                    + "AND indexname NOT LIKE 'PK%'"
                : "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'Certificates' "
                    + "AND sql IS NOT NULL";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                names.Add(rows.GetString(0));
                creates.Add(rows.GetString(1));
            }
        }

        foreach (var name in names) await database.RunAsync($"DROP INDEX \"{name}\"");
        return creates;
    }

    private async Task FillFirmsAsync()
    {
        await using var table = BulkTable.Open(
            database, "Enterprises", "Id", "Name", "UnifiedSocialCreditCode", "Kind", "AreaCode", "ParkCode");
        for (var index = 0; index < Firms.Count; index++)
        {
            table.Add(
                Firms[index], $"firm {index}",
                FormattableString.Invariant($"91450681{index:0000000000}"), "employer",
                index % 3 == 0 ? "450602" : "450681", $"park-{index % 5}");
        }
    }

    private async Task FillWorkersAsync()
    {
        await using var table = BulkTable.Open(
            database, "Workers", "Id", "NameOriginal", "NameLatin", "Sex", "BirthDate", "Nationality", "Mode",
            "EnterpriseId", "CreatedAt", "Revision");
        for (var index = 0; index < papers / PerWorker; index++)
        {
            Workers.Add(Guid.CreateVersion7());
            table.Add(
                Workers[index], "Nguyễn Thị Mậu", "NGUYEN THI MAU", 2, new DateOnly(1995, 3, 14), "VNM", "Resident",
                Firms[index / WorkersPerFirm], now, 1);
        }
    }

    private async Task FillPapersAsync()
    {
        await using var table = BulkTable.Open(
            database, "Certificates", "Id", "Number", "Kind", "EnterpriseId", "WorkerId", "HolderName", "HolderCode",
            "IssuerDepartmentCode", "IssuerName", "IssuedAt", "ValidFrom", "ValidTo", "Contents", "Status",
            "Revision");
        var step = Math.Max(1, papers / PerWorker / due);
        for (var index = 0; index < papers; index++)
        {
            var (worker, kind) = (index / PerWorker, index % PerWorker);
            var isDue = kind == 0 && worker % step == 0 && worker / step < due;
            var last = (int)(isDue ? 30 : isSpread ? (index * 7919L % 365) : 200 + (index * 7919L % 165));
            table.Add(
                Guid.CreateVersion7(), FormattableString.Invariant($"{Kinds[kind]}{index:000000000}"), Kinds[kind],
                Firms[worker / WorkersPerFirm], Workers[worker], "NGUYEN THI MAU", "", "hr-bureau", "", now,
                today.AddDays(last - 180), today.AddDays(last), "{}", 0, 1);
        }
    }

    // What the papers of the workers rest on, so that a board has a cause to look for.
    private async Task FillFirmPapersAsync()
    {
        await using var table = BulkTable.Open(
            database, "Certificates", "Id", "Number", "Kind", "EnterpriseId", "HolderName", "HolderCode",
            "IssuerDepartmentCode", "IssuerName", "IssuedAt", "ValidFrom", "ValidTo", "Contents", "Status",
            "Revision");
        for (var index = 0; index < Firms.Count; index++)
        {
            table.Add(
                Guid.CreateVersion7(), FormattableString.Invariant($"YG{index:000000000}"), "YG", Firms[index],
                $"firm {index}", "", "hr-bureau", "", now, today.AddDays(-100), today.AddDays(900), "{}", 0, 1);
        }
    }
}

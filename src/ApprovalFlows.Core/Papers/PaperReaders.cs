using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Papers;

/// <summary>How much of a worker's papers somebody sees (个人信息保护法 §6, §34).</summary>
public enum PaperSight
{
    None,

    /// <summary>States and days, no numbers.</summary>
    States,
    Full,
}

/// <summary>Who needs the board for his duty: a list of offices, as data.</summary>
public static class PaperReaders
{
    private static readonly ReaderFile s_readers = SeedFile.Read<ReaderFile>("Papers/readers.json");

    public static PaperSight SightOf(Actor actor, Worker worker)
    {
        if (actor.WorkerId == worker.Id) return PaperSight.Full;
        if (actor.EnterpriseId is { } firm && worker.EnterpriseId == firm) return PaperSight.Full;
        var offices = actor.Posts.Select(held => held.Department).ToHashSet();
        if (offices.Overlaps(s_readers.Full)) return PaperSight.Full;
        return offices.Overlaps(s_readers.States) || actor.IsIn(Roles.Auditor) ? PaperSight.States : PaperSight.None;
    }

    private sealed record ReaderFile(string Source, IReadOnlyList<string> Full, IReadOnlyList<string> States);
}

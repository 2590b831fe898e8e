using System.Globalization;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>Asserts that tasks, journal, audit and numbers tell one story, whole and without gaps.</summary>
internal static class Explanation
{
    private static readonly string[] Actions =
        ["submitted", "accepted", "reviewed", "reviewed", "approved", "issued"];

    public static void MustHold(Evidence evidence, IReadOnlyDictionary<string, int> acknowledged)
    {
        foreach (var file in evidence.Cases) CaseMustBeExplained(evidence, file);
        NumbersMustBeConsecutive(evidence);
        Assert.Equal(
            evidence.Cases.Select(file => file.InstanceId).Order(), evidence.Instances.Keys.Order());
        Assert.Equal(
            evidence.Cases.Select(file => file.Number).Order(), evidence.CaseOfKey.Values.Order());
        var cases = evidence.Cases.ToDictionary(file => file.Number);
        foreach (var (number, decisions) in acknowledged)
        {
            Assert.True(cases.ContainsKey(number), $"{number} was acknowledged and is gone.");
            var taken = Decided(evidence, cases[number]).Count;
            Assert.True(taken >= decisions, $"{number}: {decisions} decisions acknowledged, {taken} kept.");
        }
    }

    private static void CaseMustBeExplained(Evidence evidence, Case file)
    {
        var tasks = evidence.Tasks[file.Id].ToList();
        var decided = Decided(evidence, file);
        var isIssued = decided.Count == EmployerApplication.Turns.Count;
        Assert.Equal(EmployerApplication.Turns.Take(decided.Count).Select(turn => turn.Outcome),
            decided.Select(task => task.Outcome));
        Assert.Equal(EmployerApplication.Turns.Take(tasks.Count).Select(turn => turn.StepId),
            tasks.Select(task => task.StepId));
        Assert.Equal(isIssued ? decided.Count : decided.Count + 1, tasks.Count);
        Assert.Equal(StatusAfter(decided.Count), file.Status);
        Assert.Equal(Actions.Take(decided.Count + 1), Audit(file).Select(entry => entry.Action));
        Assert.Equal(Enumerable.Range(1, file.AuditCount), Audit(file).Select(entry => (int)entry.Sequence));
        InstanceMustWaitFor(evidence, file, tasks.Find(task => task.Status == ReviewTaskStatus.Open));
        JournalMustTell(evidence.Journal[file.InstanceId].ToList(), tasks, decided.Count);
    }

    private static void InstanceMustWaitFor(Evidence evidence, Case file, ReviewTask? open)
    {
        var instance = evidence.Instances[file.InstanceId];
        var waits = evidence.Bookmarks[file.InstanceId].Select(bookmark => bookmark.Id).ToList();
        Assert.Equal(0, instance.IncidentCount);
        if (open is null)
        {
            Assert.Equal(WorkflowStatus.Finished, instance.Status);
            Assert.Empty(waits);
        }
        else
        {
            // The window's silence counts as acceptance, so a clock waits beside the office.
            Assert.Equal(WorkflowStatus.Running, instance.Status);
            Assert.Contains(open.BookmarkId, waits);
            Assert.Equal(open.StepId == "window" ? 2 : 1, waits.Count);
        }
    }

    private static void JournalMustTell(List<JournalEntry> journal, List<ReviewTask> tasks, int decided)
    {
        Assert.Equal(Enumerable.Range(0, journal.Count), journal.Select(entry => (int)entry.Sequence));
        var steps = journal.Where(entry => entry.ActivityType == "ApprovalFlows.ReviewStep").ToList();
        Assert.Equal(
            tasks.Select(task => task.StepId),
            steps.Where(entry => entry.EventName == "Started").Select(entry => entry.ActivityId));
        Assert.Equal(
            tasks.Take(decided).Select(task => task.StepId),
            steps.Where(entry => entry.EventName == "Completed").Select(entry => entry.ActivityId));
    }

    private static void NumbersMustBeConsecutive(Evidence evidence)
    {
        MustCount(evidence.Cases.Select(file => file.Number[^6..]), evidence, "case:");
        MustCount(
            evidence.Cases.Select(file => file.FilingNumber).OfType<string>()
                .Select(number => number[(number.IndexOf('〕') + 1)..^1]),
            evidence,
            "filing:");
        MustCount(evidence.Certificates.Select(paper => paper.Number[12..17]), evidence, "certificate:");
        Assert.All(evidence.Certificates, paper => Assert.True(CertificateNumber.Check(paper.Number).IsValid));
        Assert.Equal(
            evidence.Cases.Where(file => file.Status == CaseStatus.Issued).Select(file => file.Id).Order(),
            evidence.Certificates.Select(paper => paper.CaseId).OfType<Guid>().Order());
    }

    private static void MustCount(IEnumerable<string> serials, Evidence evidence, string series)
    {
        var given = serials.Select(text => long.Parse(text, CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(Enumerable.Range(1, given.Count).Select(serial => (long)serial), given);
        var last = evidence.LastNumbers.Where(pair => pair.Key.StartsWith(series, StringComparison.Ordinal));
        Assert.Equal(given.Count, last.Sum(pair => pair.Value));
    }

    private static List<ReviewTask> Decided(Evidence evidence, Case file) =>
        [.. evidence.Tasks[file.Id].Where(task => task.Status == ReviewTaskStatus.Decided)];

    private static IEnumerable<Core.Audit.AuditEntry> Audit(Case file) =>
        file.Audit.OrderBy(entry => entry.Sequence);

    private static CaseStatus StatusAfter(int decisions) => decisions switch
    {
        0 => CaseStatus.Submitted,
        4 => CaseStatus.Approved,
        5 => CaseStatus.Issued,
        _ => CaseStatus.InReview,
    };
}

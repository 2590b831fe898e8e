using System.Collections.Concurrent;

namespace ApprovalFlows.EndToEndTests.Simulation;

/// <summary>What the nodes said they had done, and what they refused.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> acts = new();
    private readonly ConcurrentDictionary<Guid, string> decisions = new();
    private readonly ConcurrentQueue<string> failures = new();

    /// <summary>Tasks whose decision was acknowledged, and who took it.</summary>
    public IReadOnlyDictionary<Guid, string> Decisions => decisions;

    /// <summary>What must never be answered: a second yes to one task, a fault of the server.</summary>
    public IReadOnlyCollection<string> Failures => failures;

    public int Of(string act) => acts.GetValueOrDefault(act);

    public void Done(string act) => acts.AddOrUpdate(act, 1, (_, known) => known + 1);

    public void Decided(Guid task, string by)
    {
        Done("decide");
        if (!decisions.TryAdd(task, by)) Fail($"task {task} was decided by {decisions[task]} and again by {by}");
    }

    public void Fail(string what) => failures.Enqueue(what);

    public override string ToString() =>
        string.Join(", ", acts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"));
}

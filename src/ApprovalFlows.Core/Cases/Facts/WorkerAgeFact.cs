using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Forms.Rules;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>The worker is between 18 and 65 years old on the day <c>from</c>, or today.</summary>
internal sealed class WorkerAgeFact : IFactRule
{
    public string Kind => "workerAge";

    public Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        if (input.Subject.Worker is { } worker
            && !AgeRule.IsOf(worker.BirthDate, input.Date(input.Rule.From) ?? input.Today))
            input.Refuse("Rule.Age", AgeRule.YearsMin, AgeRule.YearsMax);
        return Task.CompletedTask;
    }

    public IEnumerable<string> Missing(FactRule rule) => [];
}

using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Sanctions;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>No decision to clear the enterprise out, or to cancel its qualification, stands.</summary>
internal sealed class NotSanctionedFact : IFactRule
{
    public string Kind => "notSanctioned";

    public async Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        if (await SanctionService.StandingAsync(
            input.Db, input.Subject.Employer?.Id, input.Today, cancellation) is { } found)
            input.Refuse(
                "Fact.Sanctioned", found.Number, ChinaTime.DateOf(found.DecidedAt),
                SanctionRules.Seed.MeasureName(found.Measure));
    }

    public IEnumerable<string> Missing(FactRule rule) => [];
}

using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.HealthChecks;

/// <summary>
/// Tells at once of an infectious finding (国境卫生检疫法 §12): Customs' supervisors, who isolate and inform disease
/// control, and the one-stop centre. Who it is stands in the case, which the centre does not see.
/// </summary>
public sealed class AlertService(AppDbContext db, CaseService cases, MessageService messages, TimeProvider time)
{
    private static readonly (string Department, string Post)[] Told =
        [("customs", "supervisor"), ("customs", "health"), ("hr-bureau", "window")];

    public async Task TellAsync(string instanceId, CancellationToken cancellation = default)
    {
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var people = new HashSet<Guid>();
        foreach (var (department, post) in Told)
        {
            people.UnionWith(await db.PostHoldings.AsNoTracking()
                .Where(held => held.DepartmentCode == department && held.PostCode == post
                    && held.From <= today && (held.To == null || held.To >= today))
                .Select(held => held.UserId)
                .ToListAsync(cancellation));
        }

        await messages.TellAsync(
            people,
            new MessageDraft
            {
                Kind = MessageKind.Alert,
                Key = $"infection-{file.Id:N}",
                Text = new Sentence("Alert.Infection", file.Number),
                CaseNumber = file.Number,
                Mail = MailTime.AtOnce,
            },
            cancellation);
    }
}

using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Activities;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Design.Publishing;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Inbox;

/// <summary>Which step on which day; in which case, where one is meant.</summary>
public sealed record StepQuestion(string Flow, string StepId, DateOnly Day, string? CaseNumber);

public sealed record StepChoice(string StepId, LocalText Name);

/// <summary>Who gets a step, each with the reason; and who gets it when nobody of them may.</summary>
public sealed record StepAnswer(
    LocalText Step, LocalText Office, LocalText Post, DateOnly Day, IReadOnlyList<Candidate> People)
{
    public Sentence? Instead { get; init; }
    public IReadOnlyList<Candidate> InsteadPeople { get; init; } = [];
}

/// <summary>Answers "who gets this step on that day?" as the step itself would find them.</summary>
public sealed class StepCandidates(
    AppDbContext db,
    IWorkflowStore store,
    GraphCache graphs,
    DepartmentService departments,
    Candidates candidates,
    CaseService cases,
    CurrentActor current)
{
    public async Task<IReadOnlyList<StepChoice>> StepsAsync(
        string flow, CancellationToken cancellation = default) =>
        await store.FindDefinitionAsync(flow, VersionOptions.Published, cancellation) is { } version
            ? [.. (await RulesAsync(version, cancellation))
                .Select(rule => new StepChoice(rule.Id, FlowUnderCheck.NameOf(rule.Node)))]
            : [];

    public async Task<StepAnswer> AskAsync(StepQuestion question, CancellationToken cancellation = default)
    {
        var file = await CaseAsync(question.CaseNumber, cancellation);
        var version = file is null
            ? await store.FindDefinitionAsync(question.Flow, VersionOptions.Published, cancellation)
            : await store.FindVersionAsync(file.FlowVersionId, cancellation);
        if (version is null) throw RuleViolation.Invalid("flow", "FlowUnknown", question.Flow);
        var rule = (await RulesAsync(version, cancellation)).FirstOrDefault(found => found.Id == question.StepId)
            ?? throw RuleViolation.Invalid("step", "StepUnknown", question.StepId);
        if (rule.Office is not { } named) throw new RuleViolation("StepComputed");
        var office = await departments.ResolveAsync(named.Department, question.Day, cancellation);
        var query = new CandidateQuery(office.Code, named.Post, version.DefinitionId, question.Day)
        {
            Parties = file is null ? null : Exclusions.Of(file),
            StepId = rule.Id,
            IsTier = ReviewRule.IsYes(rule.Different) ?? rule.IsStatutory,
        };
        var answer = new StepAnswer(
            FlowUnderCheck.NameOf(rule.Node),
            NameOf(office),
            await PostAsync(office.Code, named.Post, cancellation),
            question.Day,
            await candidates.FindAsync(query, cancellation));
        return answer.People.Any(person => person.IsEligible)
            ? answer
            : await InsteadAsync(answer, query, office, rule.Nobody.Value, cancellation);
    }

    // As EmptyPost does it when the step opens.
    private async Task<StepAnswer> InsteadAsync(
        StepAnswer answer, CandidateQuery query, Department office, string? policy, CancellationToken cancellation)
    {
        if (policy is not (WhenNobody.Administrator or WhenNobody.Refuse))
        {
            foreach (var above in new[] { office.SupervisorPost, office.LeaderPost }.OfType<string>().Distinct())
            {
                var people = await candidates.FindAsync(query with { Post = above }, cancellation);
                if (above == query.Post || !people.Any(person => person.IsEligible)) continue;
                var name = await PostAsync(office.Code, above, cancellation);
                return answer with { Instead = new Sentence("Who.ToSupervisor", name), InsteadPeople = people };
            }
        }

        return answer with { Instead = new Sentence("Who.ToAdministrators") };
    }

    private async Task<Case?> CaseAsync(string? number, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(number)) return null;
        var seen = current.Actor.IsIn(Roles.Admin) ? db.Cases : cases.Visible();
        return await seen.AsNoTracking().FirstOrDefaultAsync(file => file.Number == number.Trim(), cancellation)
            ?? throw RuleViolation.NotFound("CaseUnknown", number);
    }

    private async Task<List<ReviewRule>> RulesAsync(StoredDefinition version, CancellationToken cancellation) =>
    [
        .. (await graphs.GetAsync(version, store, cancellation)).Nodes
            .Where(node => node.Activity is ReviewStep)
            .Select(node => new ReviewRule(node, (ReviewStep)node.Activity)),
    ];

    private async Task<LocalText> PostAsync(string department, string code, CancellationToken cancellation) =>
        await db.Posts.FindAsync([department, code], cancellation) is { } post
            ? new LocalText(post.NameZh, post.NameVi, post.NameEn)
            : new LocalText(code, code, code);

    private static LocalText NameOf(Department office) => new(office.NameZh, office.NameVi, office.NameEn);
}

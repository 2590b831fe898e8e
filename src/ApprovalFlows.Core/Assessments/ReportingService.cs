using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Http;

namespace ApprovalFlows.Core.Assessments;

/// <summary>Takes a report into the assessment, and opens the case of a firm that did not report.</summary>
public sealed class ReportingService(
    AppDbContext db,
    CaseService cases,
    FlowService flows,
    WorkflowRuntime runtime,
    SubmissionInProgress submitting,
    FigureService figures,
    TimeProvider time)
{
    public const string Flow = "annual-assessment";
    public const string YearField = "year";
    internal const string Rule = "D§4.3";

    /// <summary>Links the case with the assessment and freezes the figures, in the burst of the report.</summary>
    /// <returns>Whether the park scores too.</returns>
    public async Task<bool> BeginAsync(string instanceId, CancellationToken cancellation = default)
    {
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        var year = YearOf(file);
        var row = await db.Assessments.FirstOrDefaultAsync(
            found => found.Year == year && found.EnterpriseId == file.EnterpriseId, cancellation)
            ?? throw new RuleViolation("Fact.NotAssessed", CycleService.YearText(year));
        var firm = await db.Enterprises.SingleAsync(found => found.Id == row.EnterpriseId, cancellation);
        var now = time.GetUtcNow();
        var computed = await figures.OfAsync(firm.Id, year, cancellation);
        var isUnreported = submitting.Opening is not null;
        row.Begin(file.Id, isUnreported, firm.ParkCode is { Length: > 0 }, computed);
        file.Accept(Actor.System, deemed: false, null, now);
        file.Record(Actor.System, "figuresFrozen", computed.Told(), Rule, now);
        if (isUnreported) file.Record(Actor.System, "notReported", null, Rule, now);
        return row.IsInPark;
    }

    /// <summary>Firms whose time to report is over and that have no case, or withdrew it.</summary>
    public Task<List<Guid>> OverdueAsync(int size, CancellationToken cancellation = default)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        return db.WithoutReport()
            .Where(row => db.AssessmentCycles.Any(cycle => cycle.Year == row.Year && cycle.ReportDue < today))
            .OrderBy(row => row.Id).Select(row => row.Id).Take(size).ToListAsync(cancellation);
    }

    /// <summary>Safe to run twice: who has a case by now is left alone.</summary>
    public async Task<bool> OpenUnreportedAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await db.WithoutReport().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } found)
            return false;
        var firm = await db.Enterprises.AsNoTracking()
            .SingleAsync(row => row.Id == found.EnterpriseId, cancellation);
        var account = await db.Users.Where(user => user.EnterpriseId == firm.Id && user.WorkerId == null)
            .OrderBy(user => user.Id).Select(user => (Guid?)user.Id).FirstOrDefaultAsync(cancellation);
        var request = new HttpRequestData { Method = "POST", Path = Flow };
        var trigger = await flows.FindHttpTriggerAsync(request, cancellation)
            ?? throw RuleViolation.NotFound("FlowUnknown", Flow);
        submitting.Opening = new OfficialOpening(Values(firm, found.Year), account ?? firm.Id, "openedWithoutReport");
        await runtime.StartAsync(
            new StartRequest
            {
                DefinitionId = trigger.DefinitionId,
                TriggerActivityId = trigger.ActivityId,
                Http = request,
            },
            cancellation);
        return true;
    }

    private static CheckedValues Values(Enterprise firm, int year) => new(
        string.Create(CultureInfo.InvariantCulture, $$"""{"{{YearField}}":{{year}}}"""),
        firm.Name, firm.AreaCode, null)
    { EnterpriseId = firm.Id };

    private static int YearOf(Case file)
    {
        using var values = JsonDocument.Parse(file.Values);
        return YearOf(values.RootElement)
            ?? throw RuleViolation.Invalid(YearField, "FieldRequired");
    }

    internal static int? YearOf(JsonElement values) =>
        values.TryGetProperty(YearField, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var year) ? year : null;
}

using System.Text.Json;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Letters;
using ApprovalFlows.Core.Numbering;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Sanctions;

/// <summary>What a flow waits for: an outcome that is there already, or the moment the time has passed.</summary>
public sealed record AwaitedAnswer(string? Outcome, DateTimeOffset? Until);

/// <summary>The steps of the flows <c>rectification</c> and <c>clear-out</c> that no person decides.</summary>
public sealed class ProceedingService(
    AppDbContext db, CaseService cases, NumberService numbers, ProceedingDates dates, SanctionMessages messages,
    Openings openings, DecisionInProgress decision, CurrentActor current, TimeProvider time)
{
    public const string Failed = "failed";
    public const string Sanctioned = "sanctioned";
    public const string RectifyInstead = "rectifyInstead";
    private const string DecisionRule = "行政处罚法 §57";
    private const string OrderRule = "D§6.4";
    private const string DefenceRule = "行政处罚法 §44, §63, §64";

    private DateOnly Today => ChinaTime.DateOf(time.GetUtcNow());

    /// <summary>Orders a firm to put things right, and tells it at once.</summary>
    public async Task OrderAsync(string instanceId, string mark, CancellationToken cancellation = default)
    {
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        using var values = JsonDocument.Parse(file.Values);
        await openings.MustBeTheOnlyOneAsync(
            file, ProceedingKind.Rectification, values.RootElement.TextOf("sourceNumber"), cancellation);
        var number = await LetterNumber.NextAsync(numbers, mark, Today.Year, cancellation);
        var due = values.RootElement.DateOf("dueOn") ?? dates.DueOfOrder(Today).DueOn!.Value;
        if (due <= Today) throw RuleViolation.Invalid("dueOn", "RectificationDueLater");
        var proceeding = Open(file, ProceedingKind.Rectification, values.RootElement, number);
        proceeding.Order(due);
        file.Record(
            current.Actor, "rectificationOrdered", $"{number} · {due:yyyy-MM-dd}", OrderRule, time.GetUtcNow());
        await messages.TellFirmAsync(
            proceeding, new Sentence("Sanction.Ordered", number, due), "ordered", cancellation);
    }

    /// <exception cref="RuleViolation">The order it rests on did not fail, or another one is open.</exception>
    public async Task ProposeClearOutAsync(string instanceId, CancellationToken cancellation = default)
    {
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        await openings.MustBeTheOnlyOneAsync(file, ProceedingKind.ClearOut, null, cancellation);
        using var values = JsonDocument.Parse(file.Values);
        var proceeding = Open(file, ProceedingKind.ClearOut, values.RootElement, null);
        var (source, firm) = (proceeding.SourceNumber, proceeding.EnterpriseId);
        if (proceeding.Ground == "failed-rectification" && !await db.Proceedings.AnyAsync(
            row => row.CaseNumber == source && row.EnterpriseId == firm && row.Outcome == Failed, cancellation))
            throw RuleViolation.Invalid("sourceNumber", "FailedOrderNeeded");
    }

    /// <summary>行政处罚法 §44: facts, reasons and rights were told; the time to answer runs.</summary>
    public async Task ServeNoticeAsync(string instanceId, CancellationToken cancellation = default)
    {
        var (file, proceeding) = await OfInstanceAsync(instanceId, cancellation);
        var now = time.GetUtcNow();
        proceeding.ServeNotice(now);
        file.Record(current.Actor, "noticeServed", decision.Task?.Opinion, DefenceRule, now);
        await messages.TellFirmAsync(
            proceeding,
            new Sentence(
                "Sanction.NoticeServed", SanctionRules.Seed.GroundName(proceeding.Ground!), file.Number,
                dates.AnswerBy(proceeding)!),
            $"notice-{file.AuditCount}", cancellation);
    }

    /// <summary>When the time to answer has passed, unless there is an answer already.</summary>
    public async Task<AwaitedAnswer> AwaitAsync(string instanceId, CancellationToken cancellation = default)
    {
        var (_, proceeding) = await OfInstanceAsync(instanceId, cancellation);
        return proceeding.AnsweredAt is not null
            ? new AwaitedAnswer(EnterpriseAnswers.OutcomeOf(proceeding), null)
            : new AwaitedAnswer(null, ChinaTime.EndOf(dates.AnswerBy(proceeding)!.Value).AddSeconds(1));
    }

    public async Task NoteSilenceAsync(string instanceId, CancellationToken cancellation = default)
    {
        var (file, proceeding) = await OfInstanceAsync(instanceId, cancellation);
        var now = time.GetUtcNow();
        proceeding.NoteSilence(now);
        var isOrder = proceeding.Kind == ProceedingKind.Rectification;
        file.Record(
            current.Actor, isOrder ? "rectificationOverdue" : "rightsWaived", null,
            isOrder ? OrderRule : DefenceRule, now);
    }

    /// <summary>Until the day the firm asked for, or the one the office may give by itself.</summary>
    public async Task SettleExtensionAsync(
        string instanceId, bool isGranted, CancellationToken cancellation = default)
    {
        var (file, proceeding) = await OfInstanceAsync(instanceId, cancellation);
        var (now, asked) = (time.GetUtcNow(), proceeding.HasOpenExtension);
        if (isGranted)
            proceeding.Extend(
                asked ? proceeding.ExtensionUntil!.Value : dates.LatestExtension(Today).DueOn!.Value, now);
        else
            proceeding.DenyExtension(now);
        var action = isGranted ? "rectificationExtended" : "rectificationNotExtended";
        file.Record(
            current.Actor, action, $"{proceeding.DueOn:yyyy-MM-dd} · {decision.Task?.Opinion}", OrderRule, now);
        await messages.TellFirmAsync(
            proceeding,
            new Sentence(
                isGranted ? "Sanction.Extended" : "Sanction.NotExtended", proceeding.OrderNumber!, proceeding.DueOn!),
            $"extension-{file.AuditCount}", cancellation);
    }

    /// <summary>The firm is to be ordered to put things right instead: the post that orders hears of it.</summary>
    public async Task AskForOrderAsync(string instanceId, CancellationToken cancellation = default)
    {
        var (file, proceeding) = await OfInstanceAsync(instanceId, cancellation);
        file.Record(
            current.Actor, Openings.OrderAsked, decision.Task?.Opinion, DecisionRule, time.GetUtcNow());
        await messages.TellPostAsync(
            proceeding, SanctionRules.Opener, new Sentence("Sanction.OrderAsked", file.Number, file.Applicant),
            $"order-{file.AuditCount}", Openings.AddressOfOrder(proceeding), cancellation);
    }

    /// <summary>Ends the case; a decision against the firm ends with its service.</summary>
    /// <exception cref="RuleViolation">The order that is to take its place was not made.</exception>
    public async Task CloseAsync(string instanceId, string outcome, CancellationToken cancellation = default)
    {
        var (file, proceeding) = await OfInstanceAsync(instanceId, cancellation);
        if (outcome == RectifyInstead && await openings.OwesOrderAsync(proceeding, cancellation))
            throw new RuleViolation("OrderNotMade", file.Number);
        var now = time.GetUtcNow();
        proceeding.Conclude(outcome);
        if (outcome == Sanctioned)
            (await db.Sanctions.SingleAsync(row => row.CaseId == file.Id, cancellation)).Serve(now);
        var rule = proceeding.Kind == ProceedingKind.Rectification
            ? OrderRule
            : outcome == Sanctioned ? "行政处罚法 §61" : DecisionRule;
        file.Close(current.Actor, $"proceeding.{outcome}", decision.Task?.Opinion, rule, now);
        await messages.TellFirmAsync(
            proceeding,
            new Sentence("Sanction.Closed", file.Number, LocalText.Of($"Sanction.Outcome.{outcome}")),
            "closed", cancellation);
    }

    private Proceeding Open(Case file, ProceedingKind kind, JsonElement values, string? number)
    {
        var now = time.GetUtcNow();
        file.File(current.Actor, now);
        var proceeding = new Proceeding
        {
            CaseId = file.Id,
            CaseNumber = file.Number,
            EnterpriseId = file.EnterpriseId!.Value,
            Kind = kind,
            Ground = kind == ProceedingKind.ClearOut
                ? SanctionRules.Seed.MustFindGround(values.TextOf("ground")).Code
                : null,
            OpenedById = current.Actor.UserId,
            OpenedByName = current.Actor.SignedName,
            OpenedAt = now,
            SourceNumber = values.TextOf("sourceNumber"),
            Investigators = values.TextOf("investigators") ?? "",
            OrderNumber = number,
        };
        db.Proceedings.Add(proceeding);
        return proceeding;
    }

    private async Task<(Case File, Proceeding Proceeding)> OfInstanceAsync(
        string instanceId, CancellationToken cancellation)
    {
        var file = await cases.OfInstanceAsync(instanceId, cancellation);
        return (file, (await db.Proceedings.FindAsync([file.Id], cancellation))!);
    }
}

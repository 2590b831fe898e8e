using System.Text.Json;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.HealthChecks;

public sealed record HealthItem(string Code, string Value, string? Unit, string? Range, bool Flag);

/// <summary>Keeps what physicians found, for the physicians and the health office of Customs only.</summary>
public sealed class HealthResultService(
    AppDbContext db, CaseService cases, CurrentActor current, TimeProvider time)
{
    private const string Office = "customs";
    private const string Physician = "physician";
    private const string Health = "health";
    public const int Most = 60;

    public bool MayRecord => current.Actor.Holds(Office, Physician);

    public bool MayRead => MayRecord || current.Actor.Holds(Office, Health);

    /// <exception cref="RuleViolation">Only physicians record, and only in a case that is open.</exception>
    public async Task RecordAsync(
        string number, IReadOnlyList<HealthItem> items, CancellationToken cancellation = default)
    {
        if (!MayRecord) throw RuleViolation.Forbidden("HealthItemsAreConfidential");
        var file = await FindAsync(number, cancellation);
        if (file.Status.IsClosed()) throw new RuleViolation("CaseClosed", number);
        var text = JsonSerializer.Serialize(items, JsonSerializerOptions.Web);
        if (items.Any(item => item.Code.Length == 0 || item.Value.Length == 0))
            throw RuleViolation.Invalid("items", "HealthItemIncomplete");
        if (items.Count is 0 or > Most || text.Length > HealthResult.ItemsMax)
            throw RuleViolation.Invalid("items", "TooManyItems", Most);
        var result = await db.HealthResults.FindAsync([file.Id], cancellation);
        if (result is null)
        {
            db.HealthResults.Add(new HealthResult
            {
                CaseId = file.Id,
                Items = text,
                RecordedById = current.Actor.UserId,
                RecordedAt = time.GetUtcNow(),
            });
        }
        else
        {
            (result.Items, result.RecordedById, result.RecordedAt) = (text, current.Actor.UserId, time.GetUtcNow());
        }

        // That something was recorded is evidence; what it was stays out of it.
        file.Record(current.Actor, "healthRecorded", null, "国境卫生检疫法", time.GetUtcNow());
    }

    /// <exception cref="RuleViolation">The reader is of another office.</exception>
    public async Task<IReadOnlyList<HealthItem>> ReadAsync(
        string number, CancellationToken cancellation = default)
    {
        if (!MayRead) throw RuleViolation.Forbidden("HealthItemsAreConfidential");
        var file = await FindAsync(number, cancellation);
        var result = await db.HealthResults.AsNoTracking()
            .FirstOrDefaultAsync(row => row.CaseId == file.Id, cancellation);
        return result is null
            ? []
            : JsonSerializer.Deserialize<List<HealthItem>>(result.Items, JsonSerializerOptions.Web)!;
    }

    private async Task<Case> FindAsync(string number, CancellationToken cancellation) =>
        await cases.Visible().FirstOrDefaultAsync(file => file.Number == number, cancellation)
        ?? throw RuleViolation.NotFound("CaseUnknown", number);
}

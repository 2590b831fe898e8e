using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Organisation;

/// <summary>What is asked for: who stands in for whom, from when to when, and in what only.</summary>
public sealed record DeputyWish(string? Holder, string? Deputy, DateOnly From, DateOnly To)
{
    public string? Department { get; init; }
    public string? Post { get; init; }
    public string? Flow { get; init; }
}

public sealed record DeputyView(
    Guid Id, Guid HolderId, string Holder, Guid DeputyId, string Deputy, DateOnly From, DateOnly To, string Reason)
{
    public LocalText? Office { get; init; }
    public LocalText? Post { get; init; }
    public string? Flow { get; init; }
    public bool IsNow { get; init; }
    public bool IsOver { get; init; }
}

/// <summary>代理: named by the absent person or by an administrator, for days that have not passed.</summary>
public sealed class DeputyService(AppDbContext db, StaffLog log)
{
    public const int MaxDays = 366;
    public const int MaxShown = 200;

    /// <summary>One's own, as holder and as deputy; everybody's for administrators and auditors.</summary>
    public async Task<IReadOnlyList<DeputyView>> ListAsync(CancellationToken cancellation = default)
    {
        var (me, today) = (log.Actor.UserId, log.Today);
        var all = log.Actor.IsIn(Roles.Admin) || log.Actor.IsIn(Roles.Auditor);
        var rows = await (
            from row in db.Deputyships.AsNoTracking()
            where all || row.HolderId == me || row.DeputyId == me
            join holder in db.Users on row.HolderId equals holder.Id
            join deputy in db.Users on row.DeputyId equals deputy.Id
            orderby row.To descending, row.Id descending
            select new
            {
                row,
                Holder = holder.DisplayName,
                Deputy = deputy.DisplayName,
                Office = db.Departments.FirstOrDefault(office => office.Code == row.DepartmentCode),
                Post = db.Posts.FirstOrDefault(post =>
                    post.DepartmentCode == row.DepartmentCode && post.Code == row.PostCode),
            })
            .Take(MaxShown)
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(found => new DeputyView(
                found.row.Id, found.row.HolderId, found.Holder, found.row.DeputyId, found.Deputy,
                found.row.From, found.row.To, found.row.Reason)
            {
                Office = found.Office is { } office ? new(office.NameZh, office.NameVi, office.NameEn) : null,
                Post = found.Post is { } post ? new(post.NameZh, post.NameVi, post.NameEn) : null,
                Flow = found.row.Flow,
                IsNow = found.row.IsOn(today),
                IsOver = found.row.To < today,
            }),
        ];
    }

    public async Task<Deputyship> NameAsync(
        DeputyWish wish, string? reason, CancellationToken cancellation = default)
    {
        var why = StaffLog.MustHaveReason(reason, Deputyship.MaxReasonLength);
        var holder = await HolderAsync(wish.Holder, cancellation);
        var deputy = await log.FindAsync(wish.Deputy, "deputy", cancellation);
        if (deputy.Id == holder.Id) throw RuleViolation.Invalid("deputy", "DeputyIsHolder");
        await log.MustReviewAsync(deputy, "deputy", cancellation);
        CheckDays(wish);
        await MustHoldAsync(holder, wish, cancellation);
        var row = new Deputyship
        {
            HolderId = holder.Id,
            DeputyId = deputy.Id,
            From = wish.From,
            To = wish.To,
            DepartmentCode = NotBlank(wish.Department),
            PostCode = NotBlank(wish.Post),
            Flow = NotBlank(wish.Flow),
            Reason = why,
            RecordedAt = log.Now,
            RecordedById = log.Actor.UserId,
        };
        db.Deputyships.Add(row);
        Record(StaffAction.DeputyNamed, row, why);
        return row;
    }

    /// <summary>Ends it at once: from now on the deputy is nobody's deputy.</summary>
    public async Task<Deputyship> EndAsync(Guid id, string? reason, CancellationToken cancellation = default)
    {
        var why = StaffLog.MustHaveReason(reason, Deputyship.MaxReasonLength);
        var row = await db.Deputyships.FindAsync([id], cancellation)
            ?? throw RuleViolation.NotFound("DeputyshipUnknown");
        if (!log.Actor.IsIn(Roles.Admin) && row.HolderId != log.Actor.UserId && row.DeputyId != log.Actor.UserId)
            throw RuleViolation.NotFound("DeputyshipUnknown");
        if (row.To < log.Today) throw new RuleViolation("DeputyshipOver", row.To);
        End(row, log.Today.AddDays(-1), why);
        return row;
    }

    internal void End(Deputyship row, DateOnly lastDay, string reason)
    {
        row.End(lastDay, log.Now);
        Record(StaffAction.DeputyEnded, row, reason);
    }

    private async Task<User> HolderAsync(string? wanted, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(wanted)) wanted = log.Actor.UserName;
        var holder = await log.FindAsync(wanted, "holder", cancellation);
        return holder.Id == log.Actor.UserId || log.Actor.IsIn(Roles.Admin)
            ? holder
            : throw RuleViolation.Forbidden("DeputyOfAnother");
    }

    private void CheckDays(DeputyWish wish)
    {
        if (wish.From < log.Today) throw RuleViolation.Invalid("from", "NotBeforeToday", log.Today);
        if (wish.To < wish.From) throw RuleViolation.Invalid("to", "EndsBeforeStart");
        if (wish.To > wish.From.AddDays(MaxDays)) throw RuleViolation.Invalid("to", "DeputyTooLong", MaxDays);
    }

    // Only posts of one's own can be represented: a deputy names no deputy.
    private async Task MustHoldAsync(User holder, DeputyWish wish, CancellationToken cancellation)
    {
        if (NotBlank(wish.Post) is not null && NotBlank(wish.Department) is null)
            throw RuleViolation.Invalid("department", "FieldRequired");
        var (department, post) = (NotBlank(wish.Department), NotBlank(wish.Post));
        var holds = await db.PostHoldings.AnyAsync(
            held => held.UserId == holder.Id && held.From <= wish.To && (held.To == null || held.To >= wish.From)
                && (department == null || held.DepartmentCode == department)
                && (post == null || held.PostCode == post),
            cancellation);
        if (!holds) throw RuleViolation.Invalid("post", "HolderWithoutPost", holder.DisplayName);
        if (NotBlank(wish.Flow) is { } flow
            && !await db.WorkflowDefinitions.AnyAsync(row => row.DefinitionId == flow, cancellation))
            throw RuleViolation.Invalid("flow", "FlowUnknown", flow);
    }

    private void Record(StaffAction action, Deputyship row, string reason)
    {
        var change = log.Add(action, row.HolderId, reason);
        change.OtherId = row.DeputyId;
        change.DepartmentCode = row.DepartmentCode;
        change.PostCode = row.PostCode;
        change.From = row.From;
        change.To = row.To;
    }

    private static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

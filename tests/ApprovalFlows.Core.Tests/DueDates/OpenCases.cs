using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Tests.Persistence;

namespace ApprovalFlows.Core.Tests.DueDates;

/// <summary>Cases with one open task each, as many as wanted, without running a flow for every one.</summary>
internal static class OpenCases
{
    public const string Department = "zone-office";
    public const string Post = "approval";
    private static readonly string[] Limits = ["acceptance", "decision", "joint-decision", "penalty-decision"];

    public static Actor Administrator { get; } = new(
        Guid.CreateVersion7(), "admin", "管理员", new HashSet<string> { Roles.Admin }, [], null);

    public static Actor Officer { get; } = new(
        Guid.CreateVersion7(), "zone", "管委会", new HashSet<string> { Roles.Reviewer },
        [new PostReference(Department, Post)], null);

    /// <summary>Starts, limits, regions, extensions and suspensions as the seed has it.</summary>
    public static async Task AddAsync(
        CoreHost host, int count, int seed, Guid applicant, CancellationToken cancellation)
    {
        var random = new Random(seed);
        await host.Work.RunAsync<AppDbContext>(null, async db =>
        {
            await using var scope = host.OpenScope();
            var clock = scope.Get<CaseClock>();
            for (var index = 0; index < count; index++)
            {
                var start = new DateTimeOffset(2026, 1, 5, 10, 0, 0, ChinaTime.Offset).AddDays(random.Next(300));
                var file = NewCase($"T-{seed}-{index:000000}", random.Next(2) == 0 ? "GX" : "CN", start, applicant);
                if (random.Next(4) == 0) file.Extend(Officer, random.Next(1, 11), "案情复杂", start);
                AddSuspensions(file, random, start);
                var task = NewTask(file, Limits[random.Next(Limits.Length)], start);
                task.DueAt = clock.DueAt(file, task);
                db.Add(file);
                db.Add(task);
            }
        }, cancellation);
    }

    public static Case NewCase(string number, string region, DateTimeOffset start, Guid applicant)
    {
        var file = new Case
        {
            Number = number,
            Flow = "employer-certificate",
            FlowVersion = 1,
            FlowVersionId = "any",
            InstanceId = $"i-{number}",
            Title = "聘用境外边民用工证",
            ApplicantUserId = applicant,
            EnterpriseId = null,
            Applicant = "东兴示例食品加工有限公司",
            AreaCode = region == "GX" ? "450681" : "230719",
            Region = region,
            Values = "{}",
            SubmittedAt = start,
            ReceivedAt = start,
        };
        file.Accept(Officer, deemed: false, null, start);
        return file;
    }

    public static ReviewTask NewTask(Case file, string limit, DateTimeOffset start) => new()
    {
        CaseId = file.Id,
        InstanceId = file.InstanceId,
        BookmarkId = $"b-{file.Number}",
        StepId = "approval",
        TitleZh = "核准",
        TitleVi = "Phê chuẩn",
        TitleEn = "Approval",
        DepartmentCode = Department,
        PostCode = Post,
        Outcomes = ["approve", "refuse"],
        TimeLimit = limit,
        ClockStart = start,
        CreatedAt = start,
    };

    private static void AddSuspensions(Case file, Random random, DateTimeOffset start)
    {
        for (var count = random.Next(3); count > 0; count--)
        {
            var from = start.AddDays(random.Next(40));
            file.Suspensions.Add(new Core.Cases.Suspension
            {
                CaseId = file.Id,
                From = from,
                To = random.Next(8) == 0 ? null : from.AddDays(random.Next(20)),
                Reason = Core.Deadlines.Suspension.Hearing,
            });
        }
    }

    /// <summary>The last day by the slow model.</summary>
    public static DateOnly? Expected(Case file, ReviewTask task, Calendars.SlowCalendar calendar)
    {
        var limit = TimeLimits.Seed[task.TimeLimit];
        var pauses = task.TimeLimit is TimeLimits.Acceptance or TimeLimits.PenaltyDecision
            ? []
            : file.Suspensions
                .Select(row => (
                    From: ChinaTime.DateOf(row.From),
                    To: row.To is { } end ? ChinaTime.DateOf(end) : (DateOnly?)null))
                .ToList();
        return calendar.Walk(
            ChinaTime.DateOf(task.ClockStart),
            limit.Amount + Math.Min(file.ExtensionDays, limit.Extension),
            limit.Unit == TimeUnit.Workdays,
            limit.RollsForward,
            day => pauses.Any(pause => day > pause.From && (pause.To is null || day <= pause.To)));
    }
}

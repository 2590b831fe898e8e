using System.Globalization;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>Open steps with dates of the coming weeks, and people above the offices that have them.</summary>
internal static class RemindedCases
{
    public const int Count = 120;
    private static readonly string[] Limits = ["acceptance", "decision", "delivery", "initial-review"];
    private static readonly (string Department, string Post)[] Offices =
        [("hr-bureau", "re-check"), ("zone-office", "approval"), ("dongxing-gov", "initial-review")];

    public static async Task AddAsync(
        PostgresDatabase postgres, DateTimeOffset now, Random random, CancellationToken cancellation)
    {
        await using var db = ReminderKillTests.Open(postgres);
        var users = await db.Users.ToDictionaryAsync(user => user.UserName!, cancellation);
        foreach (var user in users.Values) user.Email = $"{user.UserName}@example.org";
        db.RemoveRange(await db.PostHoldings.Where(held =>
            held.PostCode == "supervisor" || held.PostCode == "leader").ToListAsync(cancellation));
        foreach (var (department, _) in Offices)
        {
            db.Add(Holding(users["park"].Id, department, "supervisor"));
            db.Add(Holding(users["youhao"].Id, department, "leader"));
        }

        var clock = new CaseClock(WorkCalendars.Seed, TimeLimits.Seed);
        for (var index = 0; index < Count; index++)
        {
            var start = Second(now.AddDays(-random.Next(25)));
            var file = NewCase(index, start, users["employer"].Id);
            var (department, post) = Offices[random.Next(Offices.Length)];
            var task = NewTask(file, Limits[random.Next(Limits.Length)], department, post);
            task.DueAt = clock.DueAt(file, task)?.ToUniversalTime();
            db.AddRange(file, task);
        }

        await db.SaveChangesAsync(cancellation);
    }

    private static PostHolding Holding(Guid user, string department, string post) => new()
    {
        UserId = user,
        DepartmentCode = department,
        PostCode = post,
        From = new DateOnly(2020, 1, 1),
    };

    // The database keeps microseconds, this machine more.
    private static DateTimeOffset Second(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private static Case NewCase(int index, DateTimeOffset start, Guid applicant)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"T-{index:0000}");
        return new Case
        {
            Number = number,
            Flow = EmployerApplication.Flow,
            FlowVersion = 1,
            FlowVersionId = "any",
            InstanceId = $"i-{number}",
            Title = "聘用境外边民用工证",
            ApplicantUserId = applicant,
            EnterpriseId = null,
            Applicant = "东兴示例食品加工有限公司",
            AreaCode = "450681",
            Region = "GX",
            Values = "{}",
            SubmittedAt = start,
            ReceivedAt = start,
        };
    }

    private static ReviewTask NewTask(Case file, string limit, string department, string post) => new()
    {
        CaseId = file.Id,
        InstanceId = file.InstanceId,
        BookmarkId = $"b-{file.Number}",
        StepId = "step",
        TitleZh = "复核",
        TitleVi = "Thẩm tra lại",
        TitleEn = "Re-check",
        DepartmentCode = department,
        PostCode = post,
        Outcomes = ["approve", "refuse"],
        TimeLimit = limit,
        ClockStart = file.ReceivedAt,
        CreatedAt = file.ReceivedAt,
    };
}

using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Inbox.Search;

namespace ApprovalFlows.Benchmarks.Inbox;

/// <summary>
/// Cases of five tasks each, as several offices would have them: one person with 200 open tasks whatever
/// the size, one with a tenth of all tasks open; of the others' tasks 95 % are finished.
/// </summary>
internal sealed class InboxSeed(InboxDatabase database, int tasks)
{
    private const int TasksPerCase = 5;
    private const int CasesPerEnterprise = 20;
    private const int LightTasks = 200;
    private const int Deciders = 50;
    private static readonly string[] Flows =
        ["employer-certificate", "labour-service-licence", "worker-permit", "stay-permit", "health-check"];

    private static readonly (string Id, string Zh, string Vi, string En)[] Steps =
    [
        ("window", "窗口受理", "Tiếp nhận tại cửa sổ", "Acceptance"),
        ("initial-review", "初审", "Thẩm định ban đầu", "Initial review"),
        ("re-check", "复核", "Thẩm tra lại", "Re-check"),
        ("approval", "核准", "Phê chuẩn", "Approval"),
        ("issuance", "核发", "Cấp phát", "Issuance"),
    ];

    private static readonly string[] Places = ["东兴", "凭祥", "宁明", "龙州", "靖西", "防城", "钦州", "百色"];
    private static readonly string[] Trades = ["食品加工", "电子科技", "服装制造", "物流", "水产贸易", "木业"];
    private const string Letters = "安邦昌诚达恩丰福光海宏华吉佳锦凯隆茂宁鹏启荣盛泰旺祥兴鑫雅怡永裕源远泽展正志中卓";
    private static readonly string[] VietnameseNames =
        ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Võ", "Đỗ", "Bùi", "Hồ", "Thị", "Văn", "Đức", "Hữu"];

    private static readonly string[] Outcomes = ["approve", "refuse"];
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);
    private readonly Random random = new(tasks);
    private readonly List<Row> rows = [];

    public static Actor Heavy { get; } = Person("heavy", ("zone-office", "approval"), ("hr-bureau", "window"));

    public static Actor Light { get; } = Person("light", ("police", "initial-review"));

    public List<string> Enterprises { get; } = [];

    public async Task FillAsync()
    {
        var cases = tasks / TasksPerCase;
        for (var index = 0; index < Math.Max(20, cases / CasesPerEnterprise); index++) Enterprises.Add(NewName(index));
        await FillCasesAsync(cases);
        await FillTasksAsync();
        await FillTermsAsync();
        await FillLabelsAsync();
        await database.RunAsync(database.IsPostgres ? "VACUUM ANALYZE" : "ANALYZE");
    }

    private static Actor Person(string name, params (string Department, string Post)[] posts) => new(
        Guid.CreateVersion7(),
        name,
        name,
        new HashSet<string> { Roles.Reviewer },
        [.. posts.Select(post => new PostReference(post.Department, post.Post))],
        null);

    // One in ten is Vietnamese; brands are long enough that a name stands for few enterprises.
    private string NewName(int index)
    {
        if (index % 10 == 9)
            return string.Join(' ', Enumerable.Range(0, 4).Select(_ => Pick(VietnameseNames))) + $" {index}";
        var brand = string.Concat(Enumerable.Range(0, 4).Select(_ => Letters[random.Next(Letters.Length)]));
        return $"{Pick(Places)}{brand}{Pick(Trades)}有限公司";
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    private async Task FillCasesAsync(int count)
    {
        await using var table = BulkTable.Open(
            database, "Cases", "Id", "Number", "Flow", "FlowVersion", "FlowVersionId", "InstanceId", "Title",
            "ApplicantUserId", "Applicant", "AreaCode", "Region", "Values", "Status", "SubmittedAt", "ReceivedAt",
            "IsDeemedAccepted", "ExtensionDays", "AuditCount", "Revision");
        var values = new string('x', 600);
        for (var index = 0; index < count; index++)
        {
            var at = Start.AddMinutes(index * 500_000.0 / count);
            var row = new Row(
                Guid.CreateVersion7(at), $"YG-2026-{index + 1:000000}", Flows[index % Flows.Length],
                Enterprises[index % Enterprises.Count], at, index);
            rows.Add(row);
            table.Add(
                row.Id, row.Number, row.Flow, 1, "v1", $"i-{index}", "聘用境外边民用工证", Guid.Empty, row.Applicant,
                "450681", "GX", values, "InReview", at, at, false, 0, 0, 1);
        }
    }

    private async Task FillTasksAsync()
    {
        await using var table = BulkTable.Open(
            database, "ReviewTasks", "Id", "CaseId", "InstanceId", "BookmarkId", "StepId", "TitleZh", "TitleVi",
            "TitleEn", "DepartmentCode", "PostCode", "Outcomes", "Synonyms", "TimeLimit", "ClockStart", "CreatedAt",
            "DueAt", "Status", "AssigneeId", "Outcome", "DecidedById", "FinishedAt", "IsDeemed", "Revision", "Flow");
        var deciders = Enumerable.Range(0, Deciders).Select(_ => Guid.CreateVersion7()).ToArray();
        var light = LightTasks;
        foreach (var row in rows)
        {
            for (var step = 0; step < TasksPerCase; step++)
            {
                var place = PlaceOf(row.Index, step, ref light);
                var decider = row.Index % 20 == 1 ? Heavy.UserId : row.Index % 100 == 2 ? Light.UserId : Pick(deciders);
                var at = row.At.AddDays(step);
                var known = Steps[step];
                table.Add(
                    Guid.CreateVersion7(at), row.Id, $"i-{row.Index}", $"b-{row.Index}-{step}", known.Id, known.Zh,
                    known.Vi, known.En, place.Department, place.Post, Outcomes, "{}", "decision",
                    at, at, at.AddDays(20 + random.Next(5)), place.IsOpen ? 0 : 1, place.Assignee,
                    place.IsOpen ? null : "approve", place.IsOpen ? null : decider,
                    place.IsOpen ? null : at.AddHours(5), false, 1, row.Flow);
            }
        }
    }

    // Half of the tasks are of the last step; it is open where somebody's desk is to be filled.
    private (string Department, string Post, bool IsOpen, Guid? Assignee) PlaceOf(int index, int step, ref int light)
    {
        if (step < TasksPerCase - 1) return ("dongxing-gov", "review", false, null);
        if (index % 2 == 0)
        {
            var post = Heavy.Posts[index % 8 == 0 ? 1 : 0];
            return (post.Department, post.Post, true, index % 4 == 2 && index % 8 == 2 ? Heavy.UserId : null);
        }

        if (light > 0)
        {
            light--;
            return (Light.Posts[0].Department, Light.Posts[0].Post, true, light % 4 == 0 ? Light.UserId : null);
        }

        return ("dongxing-gov", "other", index % 4 == 1, null);
    }

    private async Task FillTermsAsync()
    {
        await using (var texts = BulkTable.Open(database, "CaseTexts", "CaseId", "Text"))
        {
            foreach (var row in rows) texts.Add(row.Id, CaseText.Of(row.Number, row.Applicant));
        }

        // In the order of the key, as a restored backup would have it.
        var terms = rows
            .SelectMany(row => CaseText.TermsOf(CaseText.Of(row.Number, row.Applicant)).Select(term => (term, row.Id)))
            .ToArray();
        Array.Sort(terms, (left, right) => string.CompareOrdinal(left.term, right.term));
        await using var table = BulkTable.Open(database, "CaseTerms", "Term", "CaseId");
        foreach (var (term, id) in terms) table.Add(term, id);
    }

    private async Task FillLabelsAsync()
    {
        await using var table = BulkTable.Open(
            database, "StepLabels", "Flow", "StepId", "DepartmentCode", "PostCode", "StepText", "FlowText");
        (string Department, string Post)[] desks =
        [
            ("dongxing-gov", "review"), ("dongxing-gov", "other"),
            .. Heavy.Posts.Concat(Light.Posts).Select(post => (post.Department, post.Post)),
        ];
        foreach (var (flow, (department, post)) in Flows.SelectMany(flow => desks.Select(desk => (flow, desk))))
        {
            foreach (var step in post == "review" ? Steps[..^1] : Steps[^1..])
            {
                table.Add(
                    flow, step.Id, department, post, StepLabel.TextOf(step.Zh, step.Vi, step.En),
                    StepLabel.TextOf("聘用境外边民用工证"));
            }
        }
    }

    private sealed record Row(Guid Id, string Number, string Flow, string Applicant, DateTimeOffset At, int Index);
}

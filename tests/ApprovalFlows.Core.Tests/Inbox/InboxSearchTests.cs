using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Search;
using ApprovalFlows.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Inbox;

public abstract class InboxSearchTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Chinese = "YG-2026-000001";
    private const string Vietnamese = "YG-2026-000002";
    private InboxDesk desk = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await InboxDesk.StartAsync(kind);
        await desk.AddAsync(1, "凭祥瑞丰电子科技有限公司（第二分公司）");
        await desk.AddAsync(1, "Đặng Thị Quế Chi");
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return desk.DisposeAsync();
    }

    [Theory]
    [InlineData("瑞丰", Chinese)]
    [InlineData("凭祥瑞丰电子科技有限公司(第二分公司)", Chinese)]
    [InlineData("子科技有限公司（第二", Chinese)]
    [InlineData("第二分公司", Chinese)]
    [InlineData("丰瑞", null)]
    [InlineData("凭祥瑞丰电子科技有限公司第三", null)]
    [InlineData("Đặng Thị Quế Chi", Vietnamese)]
    [InlineData("dang thi que chi", Vietnamese)]
    [InlineData("ĐẶNG  THỊ", Vietnamese)]
    [InlineData("quế", Vietnamese)]
    [InlineData("que ch", Vietnamese)]
    [InlineData("dăng", Vietnamese)]
    [InlineData("duong", null)]
    [InlineData("YG-2026-000002", Vietnamese)]
    [InlineData("yg-2026-000002", Vietnamese)]
    [InlineData("ＹＧ－２０２６－０００００２", Vietnamese)]
    [InlineData("0002", Vietnamese)]
    [InlineData("2026-000001", Chinese)]
    [InlineData("%", null)]
    [InlineData("_", null)]
    [InlineData("'; DROP TABLE", null)]
    public async Task Search_PartOfNumberOrApplicant_FindsThatCaseOnly(string text, string? expected)
    {
        var found = await desk.FindAsync(text);

        Assert.Equal(expected is null ? [] : [expected], found);
    }

    [Theory]
    [InlineData("核准")]
    [InlineData("PHÊ CHUẨN")]
    [InlineData("phe chuan")]
    [InlineData("approval")]
    [InlineData("用工证")]
    [InlineData("管理委员会")]
    [InlineData("van phong ban quan ly")]
    [InlineData("2026")]
    public async Task Search_StepMatterOrOffice_FindsAllOfItsTasks(string text) =>
        Assert.Equal([Chinese, Vietnamese], (await desk.FindAsync(text)).Order());

    [Theory]
    [InlineData("瑞丰")]
    [InlineData("YG-2026-000001")]
    [InlineData("0001")]
    public async Task Search_WithEachFilter_FindsTheSame(string text)
    {
        var item = Assert.Single((await desk.ListAsync(new InboxQuery { Text = text })).Items);
        InboxQuery[] filters =
        [
            new() { Office = item.DepartmentCode },
            new() { Flow = item.Flow },
            new() { Overdue = item.Overdue },
            new() { Office = item.DepartmentCode, Flow = item.Flow, Overdue = item.Overdue, Sort = InboxSort.Newest },
        ];

        foreach (var filter in filters)
        {
            var found = await desk.ListAsync(filter with { Text = text });
            Assert.Equal([item.Id], found.Items.Select(one => one.Id));
        }

        Assert.Empty((await desk.ListAsync(new InboxQuery { Text = text, Office = "customs" })).Items);
    }

    [Theory]
    [InlineData("瑞丰")]
    [InlineData("核准")]
    [InlineData("管理委员会")]
    [InlineData("000001")]
    public async Task Search_ByAnotherOffice_FindsNothing(string text) =>
        Assert.Empty(await desk.FindAsync(text, InboxDesk.Stranger));

    [Fact]
    public async Task Search_AfterTheApplicantChanged_FindsTheNewNameOnly()
    {
        await desk.Host.Work.RunAsync<AppDbContext>(null, async db =>
        {
            var file = await db.Cases.SingleAsync(row => row.Number == Chinese, Cancellation);
            file.Applicant = "靖西鼎盛木业有限公司";
        }, Cancellation);

        Assert.Equal([Chinese], await desk.FindAsync("鼎盛"));
        Assert.Empty(await desk.FindAsync("瑞丰"));
        Assert.Equal([Chinese], await desk.FindAsync("000001"));
    }

    [Fact]
    public async Task Search_AfterAClaim_FindsTheTaskWhereItIsNow()
    {
        var page = await desk.ListAsync(new InboxQuery { Text = "瑞丰" });
        await desk.ClaimAsync(page.Items[0].Id, InboxDesk.Me);

        var mine = await desk.ListAsync(new InboxQuery { Scope = InboxScope.Mine, Text = "瑞丰" });

        Assert.Empty(await desk.FindAsync("瑞丰"));
        Assert.Equal((Chinese, 1), (Assert.Single(mine.Items).CaseNumber, mine.TotalCount));
    }

    [Fact]
    public async Task Search_OfAWordThatVeryManyHave_GoesAlongTheList()
    {
        await desk.AddAsync(InboxLimits.MaxCandidates + 100, "东兴示例物流有限公司");

        var many = await desk.ListAsync(new InboxQuery { Text = "示例" });
        var next = await desk.ListAsync(new InboxQuery { Text = "示例", After = many.Next });
        var few = await desk.FindAsync("瑞丰");

        Assert.Equal(20, many.Items.Concat(next.Items).Select(item => item.Id).Distinct().Count() / 2);
        Assert.True(many.TotalIsCapped);
        Assert.Equal([Chinese], few);
    }

    [Fact]
    public async Task Backfill_OfWhatWasStoredBefore_MakesItSearchable()
    {
        await desk.Host.ReadAsync<AppDbContext, int>(db => db.Database.ExecuteSqlRawAsync(
            """
            DELETE FROM "CaseTexts"; DELETE FROM "CaseTerms"; DELETE FROM "StepLabels";
            UPDATE "ReviewTasks" SET "Flow" = '';
            """, Cancellation));
        var before = await desk.FindAsync("瑞丰");

        Guid? reached = Guid.Empty;
        while (reached is { } after)
        {
            reached = await desk.Host.Work.RunAsync<SearchBackfill, Guid?>(
                null, search => search.RunBatchAsync(after, Cancellation), Cancellation);
        }

        Assert.Empty(before);
        Assert.Equal([Chinese], await desk.FindAsync("瑞丰"));
        Assert.Equal(2, (await desk.FindAsync("核准")).Count);
        Assert.Equal(2, (await desk.ListAsync(new InboxQuery { Flow = "employer-certificate" })).TotalCount);
    }
}

public sealed class InboxSearchOnSqliteTests() : InboxSearchTests(DatabaseKind.Sqlite);

public sealed class InboxSearchOnPostgresTests() : InboxSearchTests(DatabaseKind.PostgreSql);

using ApprovalFlows.Core.Tests.Certificates;
using ApprovalFlows.Core.Workers;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Workers;

public sealed class WorkerSearchTests(RegisterHosts hosts) : IClassFixture<RegisterHosts>
{
    public static TheoryData<DatabaseKind> Databases => RegisterHost.Databases;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases))]
    public async Task List_ByAnyWritingOfTheName_FindsTheWorker(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var worker = await host.RegisterAsync(
            "employer", (WorkerFields.NameOriginal, "Đỗ Thị Hồng Ánh"), (WorkerFields.NameChinese, "杜氏红映"),
            (WorkerFields.Sex, "2"), (WorkerFields.DocumentNumber, "FIND-77"), (WorkerFields.BirthDate, "1991-01-02"));

        string[] texts =
            ["Đỗ Thị Hồng", "do thi", "HONG ANH", "hồng", "杜氏", "红映", "ánh", "find-77", "Do Thi Hong Anh"];
        foreach (var text in texts) Assert.Contains(worker.Id, await IdsAsync(host, "window", text));

        Assert.DoesNotContain(worker.Id, await IdsAsync(host, "window", "ong anh"));
        Assert.DoesNotContain(worker.Id, await IdsAsync(host, "window", "FIND-7"));
        Assert.Contains(worker.Id, await IdsAsync(host, "employer", "hong"));
        Assert.DoesNotContain(worker.Id, await IdsAsync(host, "employer2", "hong"));
        Assert.DoesNotContain(worker.Id, await IdsAsync(host, "worker", "hong"));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task List_PageByPage_MeetsEachWorkerOfTheAreaOnce(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        for (var index = 0; index < 7; index++)
        {
            await host.RegisterAsync(
                "employer", (WorkerFields.NameOriginal, "Phạm Văn Trang"),
                (WorkerFields.WorkAreaCode, index % 2 == 0 ? "450681100" : "450681101"));
        }

        List<Guid> met = [];
        Guid? after = null;
        do
        {
            var page = await host.RunAsync<WorkerSearch, WorkerPage>("window", service => service.ListAsync(
                new WorkerQuery { Text = "pham van trang", AreaCode = "450681", After = after, PageSize = 3 },
                Cancellation));
            Assert.Equal((7, false), (page.TotalCount, page.TotalIsCapped));
            met.AddRange(page.Items.Select(row => row.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(7, met.Count);
        Assert.Equal(met.OrderDescending(), met);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task List_OfAWordThatMoreThanAThousandHave_FindsThoseOfTheArea(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        await host.ReadAsync(db =>
        {
            for (var index = 0; index < 1_005; index++)
            {
                var worker = PaperDesk.NewWorker(null, area: index < 3 ? "450602001" : "450681100");
                (worker.NameOriginal, worker.NameLatin) = ("Lý Văn Thử", "LY VAN THU");
                db.Workers.Add(worker);
            }

            return db.SaveChangesAsync(Cancellation);
        });

        var (all, some) = (await ListAsync(null), await ListAsync("450602"));

        Assert.Equal((20, 1_000, true), (all.Items.Count, all.TotalCount, all.TotalIsCapped));
        Assert.Equal((3, 3, false), (some.Items.Count, some.TotalCount, some.TotalIsCapped));
        Assert.All(some.Items, row => Assert.Equal("450602001", row.AreaCode));

        Task<WorkerPage> ListAsync(string? area) => host.RunAsync<WorkerSearch, WorkerPage>(
            "window", service => service.ListAsync(
                new WorkerQuery { Text = "van thu", AreaCode = area }, Cancellation));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Terms_AfterANameChanged_AreThoseOfTheNewName(DatabaseKind kind)
    {
        var host = await hosts.OfAsync(kind);
        var worker = await host.RegisterAsync("employer", (WorkerFields.NameOriginal, "Bùi Quốc Đạt"));

        await host.RunAsync<WorkerService, Worker>("employer", service => service.ChangeAsync(
            worker.Id, new Dictionary<string, string?> { [WorkerFields.NameOriginal] = "Bùi Quốc Đức" }, "改名", null,
            Cancellation));

        Assert.DoesNotContain(worker.Id, await IdsAsync(host, "window", "quoc dat"));
        Assert.Contains(worker.Id, await IdsAsync(host, "window", "quoc duc"));
        Assert.Equal(
            ["bui quoc duc", "duc", "quoc duc"],
            await host.ReadAsync(db => db.WorkerTerms.Where(row => row.WorkerId == worker.Id)
                .OrderBy(row => row.Term).Select(row => row.Term).ToListAsync(Cancellation)));
    }

    private static async Task<IReadOnlyList<Guid>> IdsAsync(RegisterHost host, string user, string text)
    {
        var page = await host.RunAsync<WorkerSearch, WorkerPage>(
            user, service => service.ListAsync(new WorkerQuery { Text = text, PageSize = 100 }, Cancellation));
        return [.. page.Items.Select(row => row.Id)];
    }
}

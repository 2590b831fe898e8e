using System.Text;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Cases.Batches;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Cases;

public abstract class ApplicationBatchTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Health = "health-check";
    private LabourFlow labour = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => labour = await LabourFlow.StartAsync(kind);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return labour.DisposeAsync();
    }

    [Fact]
    public async Task Rows_GoodAndBad_AreToldBeforeTheGoodOnesAreSentOnce()
    {
        await labour.HireAsync("LE VAN MOT", "BATCH-1");
        await labour.HireAsync("LE VAN HAI", "BATCH-2");
        var file = File(
            $"{LabourFlow.Worker},2026/3/3 9:30,否",
            "BATCH-1,,Không",
            "BATCH-9,,",
            "BATCH-1,,",
            "BATCH-2,tomorrow,maybe");
        var order = await OrderAsync(Health, file);

        var ordered = await RunAsync(order);
        var isBefore = await CountCasesAsync();
        await SendAsync(ordered.Batch.Id);
        var sent = await WorkAsync(ordered.Batch.Id);
        await SendAsync(ordered.Batch.Id);
        await WorkAsync(ordered.Batch.Id);
        var again = await RunAsync(order with { Shared = (await OrderAsync(Health, file)).Shared });

        Assert.Equal((0, true), (isBefore, ordered.IsWaiting));
        Assert.Equal(
            ["2 Ready ", "3 Ready ", "4 Refused worker", "5 Refused worker", "6 Refused hasFever slot"],
            ordered.Rows.Select(Tell));
        Assert.Contains("3", ordered.Rows[3].Row.ReadProblems()[0].Text.Zh, StringComparison.Ordinal);
        Assert.Equal((2, 2, false), (sent.Count(RowState.Sent), await CountCasesAsync(), sent.IsRunning));
        Assert.Equal("Nguyễn Thị Mẫu", sent.Rows[0].Who);
        Assert.Equal("{}", sent.Rows[0].Row.Values);
        Assert.Equal(
            [sent.Rows[0].Row.CaseNumber, sent.Rows[1].Row.CaseNumber],
            again.Rows.Where(line => line.Row.State == RowState.Known).Select(line => line.Row.CaseNumber));
        Assert.Equal(CaseStatus.Submitted, (await labour.ShowAsync(sent.Rows[1].Row.CaseNumber!, "employer")).Status);
    }

    [Fact]
    public async Task Rows_WorkedOnByTwoNodes_BecomeOneCaseEach()
    {
        for (var index = 0; index < 6; index++)
            await labour.HireAsync($"LE VAN {(char)('A' + index)}", $"NODE-{index}");
        var file = File([.. Enumerable.Range(0, 6).Select(index => $"NODE-{index},,")]);
        var batch = await TakeAsync((await OrderAsync(Health, file)) with { IsSentAtOnce = true });

        await Task.WhenAll(
            labour.Inner.Host.Get<ApplicationBatchJob>().RunAsync(Cancellation),
            labour.Inner.Host.Get<ApplicationBatchJob>().RunAsync(Cancellation));

        var view = await ShowAsync(batch.Id);
        Assert.Equal((6, 6), (view.Count(RowState.Sent), await CountCasesAsync()));
        Assert.NotNull(view.Batch.FinishedAt);
    }

    private async Task<ApplicationOrder> OrderAsync(string flow, byte[] file)
    {
        var values = labour.Values(flow);
        values.Remove("worker");
        return new ApplicationOrder(
            flow, new Submission(values.ToElement(), await labour.FilesAsync(flow, "employer")))
        {
            File = file,
            FileName = "workers.csv",
        };
    }

    private async Task<ApplicationBatchView> RunAsync(ApplicationOrder order) =>
        await WorkAsync((await TakeAsync(order)).Id);

    private async Task<ApplicationBatch> TakeAsync(ApplicationOrder order, string user = "employer") =>
        await labour.Inner.Host.Work.RunAsync<ApplicationBatchService, ApplicationBatch>(
            await labour.Inner.ActorAsync(user), batches => batches.OrderAsync(order, Cancellation), Cancellation);

    private async Task<ApplicationBatchView> WorkAsync(Guid id)
    {
        await labour.Inner.Host.Get<ApplicationBatchJob>().RunAsync(Cancellation);
        return await ShowAsync(id);
    }

    private async Task SendAsync(Guid id) =>
        await labour.Inner.Host.Work.RunAsync<ApplicationBatchService, ApplicationBatch>(
            await labour.Inner.ActorAsync("employer"), batches => batches.SendAsync(id, Cancellation), Cancellation);

    private async Task<ApplicationBatchView> ShowAsync(Guid id, string user = "employer")
    {
        var actor = await labour.Inner.ActorAsync(user);
        await using var scope = labour.Inner.Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        return await scope.Get<ApplicationBatchList>().ShowAsync(id, Cancellation);
    }

    private Task<int> CountCasesAsync() =>
        labour.Inner.Host.ReadAsync<AppDbContext, int>(db => db.Cases.CountAsync(Cancellation));

    private static byte[] File(params IEnumerable<string> rows) => Encoding.UTF8.GetBytes(
        "务工人员,slot,现有发热、咳嗽或皮疹\n" + string.Join('\n', rows));

    private static string Tell(BatchRowView line) =>
        $"{line.Row.Number} {line.Row.State} "
        + string.Join(' ', line.Row.ReadProblems().Select(problem => problem.Field).Order(StringComparer.Ordinal));

    /// <summary>What does not hang on the database.</summary>
    public sealed class OnSqliteTests() : ApplicationBatchTests(DatabaseKind.Sqlite)
    {
        [Fact]
        public async Task Numbers_LeftOut_ComeFromTheRegister()
        {
            await labour.GivePermitPapersAsync();
            var values = labour.Values("worker-permit");
            foreach (var name in new[] { "worker", "healthNumber", "agreementNumber", "accidentNumber", "stayNumber" })
                values.Remove(name);
            values.Remove("injuryNumber");
            var worker = await labour.Inner.Host.ReadAsync<AppDbContext, Guid>(
                db => db.Workers.Select(row => row.Id).SingleAsync(Cancellation));
            var order = new ApplicationOrder("worker-permit", new Submission(
                values.ToElement(), await labour.FilesAsync("worker-permit", "employer")))
            {
                Workers = [worker],
                IsSentAtOnce = true,
            };

            var view = await RunAsync(order);

            var line = Assert.Single(view.Rows);
            Assert.Equal(RowState.Sent, line.Row.State);
            var sent = (await labour.ShowAsync(line.Row.CaseNumber!, "employer")).Values;
            Assert.Equal("GS-1", sent.GetProperty("injuryNumber").GetString());
            Assert.StartsWith("450681TL", sent.GetProperty("stayNumber").GetString());
            Assert.False(sent.TryGetProperty("previousNumber", out _));
        }

        [Fact]
        public async Task Slot_WantedByMoreThanItHolds_IsRefusedBeforeAnythingIsSent()
        {
            for (var index = 0; index < 7; index++)
                await labour.HireAsync($"LE VAN {(char)('A' + index)}", $"SLOT-{index}");

            var view = await RunAsync(
                await OrderAsync(Health, File(Enumerable.Range(0, 7).Select(index => $"SLOT-{index},,"))));

            Assert.Equal((6, 1), (view.Count(RowState.Ready), view.Count(RowState.Refused)));
            Assert.Equal("slot", view.Rows[6].Row.ReadProblems().Single().Field);
        }

        [Fact]
        public async Task Order_ThatCannotBeTakenAtAll_IsRefusedAsAWhole()
        {
            var good = await OrderAsync(Health, File($"{LabourFlow.Worker},,"));
            var bare = good.Shared with { Attachments = new Dictionary<string, IReadOnlyList<Guid>>() };
            var careless = labour.Values(Health);
            careless["commitment"] = false;
            careless.Remove("worker");
            careless.Remove("areaCode");

            Assert.Equal("file", await RefusedAsync(good with
            {
                File = File(Enumerable.Range(0, ApplicationBatch.MaxRows + 1).Select(index => $"MANY-{index},,")),
            }));
            Assert.Equal("file", await RefusedAsync(good with { File = null }));
            Assert.Equal("file", await RefusedAsync(good with { File = Encoding.UTF8.GetBytes("slot\n2026-03-03") }));
            Assert.Equal("attachments.borderPass", await RefusedAsync(good with { Shared = bare }));
            Assert.Equal("areaCode commitment", await RefusedAsync(good with
            {
                Shared = good.Shared with { Values = careless.ToElement() },
            }));
            Assert.Equal("flow", await RefusedAsync(good with { Flow = "organised-exit" }));
            Assert.Equal("ApplicantWithoutEnterprise", await RefusedAsync(good, "worker"));
        }

        [Fact]
        public async Task Batch_OfAnotherEnterprise_IsUnknown()
        {
            var batch = await TakeAsync(await OrderAsync(Health, File($"{LabourFlow.Worker},,")));

            var refusal = await Assert.ThrowsAsync<RuleViolation>(() => ShowAsync(batch.Id, "employer2"));

            Assert.Equal(RuleKind.NotFound, refusal.Kind);
        }

        [Fact]
        public async Task Refusals_AsAFile_AreReadAgainWhenPutRight()
        {
            var view = await RunAsync(await OrderAsync(Health, File($"{LabourFlow.Worker},nonsense,")));
            var text = Encoding.UTF8.GetString(ApplicationBatchList.Refusals(
                view, name => view.Form.FindField(name)?.Label.Zh, Core.Texts.TextResources.Chinese));
            Assert.Contains("问题", text);
            Assert.Contains("预约时间", text);

            var corrected = text.Replace("nonsense", "2026-03-04 10:00", StringComparison.Ordinal);
            var again = await RunAsync(await OrderAsync(Health, Encoding.UTF8.GetBytes(corrected)));

            Assert.Equal(RowState.Ready, again.Rows[0].Row.State);
        }

        [Fact]
        public async Task Application_ThatCameToNothing_IsSentAgain()
        {
            var order = (await OrderAsync(Health, File($"{LabourFlow.Worker},,"))) with { IsSentAtOnce = true };
            var first = await RunAsync(order);
            await labour.Inner.WithdrawAsync(first.Rows[0].Row.CaseNumber!);

            var second = await RunAsync(order);

            Assert.Equal(RowState.Sent, second.Rows[0].Row.State);
            Assert.NotEqual(first.Rows[0].Row.CaseNumber, second.Rows[0].Row.CaseNumber);
        }

        private async Task<string> RefusedAsync(ApplicationOrder order, string user = "employer")
        {
            var refusal = await Assert.ThrowsAsync<RuleViolation>(() => TakeAsync(order, user));
            return refusal.Errors.Count == 0
                ? refusal.Sentence.Key
                : string.Join(' ', refusal.Errors.Keys.Order(StringComparer.Ordinal));
        }
    }

    public sealed class OnPostgresTests() : ApplicationBatchTests(DatabaseKind.PostgreSql);
}

using System.Collections.Concurrent;
using System.Globalization;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Tests.Certificates;

/// <summary>
/// Sixteen clients on two nodes issue certificates of one series while units of work are refused, cancelled and
/// cut off. CERTIFICATES says how many; 10000 is the number of the requirement.
/// </summary>
public sealed class IssuingRaceTests
{
    private const int Clients = 16;
    private readonly ConcurrentBag<string> issued = [];
    private int crashes;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static int Count => int.Parse(
        Environment.GetEnvironmentVariable("CERTIFICATES") ?? "400", CultureInfo.InvariantCulture);

    public IssuingRaceTests() => Requires.Postgres();

    [Fact]
    public async Task Issue_SixteenClientsOnTwoNodesWithCrashes_LeavesNoGap()
    {
        await using var desk = await PaperDesk.StartAsync(DatabaseKind.PostgreSql);
        await using var second = desk.Host.Twin();
        var firm = (await desk.AddFirmAsync()).Id;
        var worker = (await desk.AddWorkerAsync(firm)).Id;
        var file = PaperDesk.NewCase(firm);
        await desk.SaveAsync(file);
        UnitOfWork[] nodes = [desk.Host.Work, second.GetRequiredService<UnitOfWork>()];

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(
            () => IssueManyAsync(nodes[client % 2], new Random(client), (file.Id, firm, worker)), Cancellation)));

        var stored = await desk.Host.ReadAsync<AppDbContext, List<string>>(
            db => db.Certificates.Select(paper => paper.Number).ToListAsync(Cancellation));
        Assert.Equal(Count / Clients * Clients, stored.Count);
        Assert.Equal(issued.Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
        Assert.Equal(
            Enumerable.Range(1, stored.Count),
            stored.Select(number => CertificateNumber.Parse(number)!.Serial).Order());
        Assert.InRange(crashes, Count / 20, int.MaxValue);
    }

    private async Task IssueManyAsync(UnitOfWork node, Random random, (Guid File, Guid Firm, Guid Worker) whose)
    {
        for (var done = 0; done < Count / Clients;)
        {
            var fate = random.Next(10);
            try
            {
                var paper = await node.RunAsync<IServiceProvider, Certificate>(
                    PaperDesk.Officer(), services => IssueAsync(services, whose, fate), Cancellation);
                issued.Add(paper.Number);
                done++;
            }
            catch (Exception crash) when (crash is RuleViolation or OperationCanceledException
                || Conflicts.IsFailure(crash))
            {
                Interlocked.Increment(ref crashes);
            }
        }
    }

    private static async Task<Certificate> IssueAsync(
        IServiceProvider services, (Guid File, Guid Firm, Guid Worker) whose, int fate)
    {
        var db = services.GetRequiredService<AppDbContext>();
        var file = await db.Cases.AsNoTracking().SingleAsync(row => row.Id == whose.File, Cancellation);
        var paper = await services.GetRequiredService<IssuingService>().IssueAsync(
            new IssueRequest(
                file, CertificateKinds.WorkerPermit, whose.Worker, whose.Firm,
                new DateOnly(2026, 11, 21), new DateOnly(2027, 2, 10), "{}"),
            Cancellation);
        switch (fate)
        {
            case 0: throw new RuleViolation("CaseClosed", "");
            case 1: throw new OperationCanceledException();
            case 2: await db.Database.ExecuteSqlRawAsync("SELECT pg_terminate_backend(pg_backend_pid())"); break;
        }

        return paper;
    }
}

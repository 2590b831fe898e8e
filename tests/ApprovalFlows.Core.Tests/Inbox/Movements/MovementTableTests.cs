using System.Text;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Verification;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Inbox.Movements;

/// <summary>
/// Every movement in every signing mode in every place of a flow. The table says what is open afterwards, what
/// the case is, what its history says, and who decides until it ends; or with which sentence it is refused.
/// </summary>
public abstract class MovementTableTests(DatabaseKind kind)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Combinations
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var place in Enum.GetNames<Place>())
                foreach (var mode in SigningModes.ByName.Keys)
                    rows.Add(place, mode);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task Movement_InEveryModeAndPlace_LeavesWhatTheTableSays(string place, string mode)
    {
        await using var flow = await EmployerFlow.StartAsync(kind);
        await MovementStory.PublishAsync(flow, await SharedFlow.JsonAsync(Enum.Parse<Place>(place), mode));
        var table = new StringBuilder();

        foreach (var (name, act) in MovementList.All)
        {
            if (name.Contains("beside,", StringComparison.Ordinal) && name.StartsWith("send", StringComparison.Ordinal)
                && place != nameof(Place.Parallel))
                continue;
            var story = await MovementStory.BeginAsync(flow);
            var refusal = await TryAsync(() => act(story, flow));
            table.Append(name).AppendLine(refusal is null ? "" : $" — refused: {refusal}")
                .Append("    ").AppendLine(await story.TellAsync());
            Assert.Empty(await BreachesAsync(flow));
            table.Append("    then ").AppendLine(await story.FinishAsync());
            Assert.Empty(await BreachesAsync(flow));
        }

        Assert.Empty(await ProblemsOfTheChainAsync(flow));
        Golden.Match(table.ToString(), $"{place}.{mode}.golden.txt");
    }

    private static async Task<string?> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (RuleViolation refusal)
        {
            var sentence = refusal.Errors.Count > 0 ? refusal.Errors.First().Value[0] : refusal.Sentence;
            Assert.NotEmpty(sentence.In(Core.Texts.TextResources.Vietnamese));
            return sentence.Key;
        }
    }

    private static Task<IReadOnlyList<string>> BreachesAsync(EmployerFlow flow) =>
        flow.Host.ReadAsync<AppDbContext, IReadOnlyList<string>>(
            db => CaseInvariants.BreachesAsync(db, Cancellation));

    private static async Task<IReadOnlyList<AuditProblem>> ProblemsOfTheChainAsync(EmployerFlow flow)
    {
        await using var scope = flow.Host.OpenScope();
        var db = scope.Get<AppDbContext>();
        await using var evidence = new DatabaseEvidence(db);
        var trusted = await db.AuditKeys.AsNoTracking().ToListAsync(Cancellation);
        using var keys = new PublicKeys(trusted.Select(PublicKeys.EntryOf));
        return (await new AuditVerifier(evidence, keys).RunAsync(Cancellation)).Problems;
    }
}

public sealed class MovementTableOnSqliteTests() : MovementTableTests(DatabaseKind.Sqlite);

public sealed class MovementTableOnPostgresTests : MovementTableTests
{
    public MovementTableOnPostgresTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}

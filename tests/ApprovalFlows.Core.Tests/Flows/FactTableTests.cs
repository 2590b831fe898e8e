using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Cases.Facts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Sanctions;
using ApprovalFlows.Core.Tests.Assessments;
using ApprovalFlows.Core.Workers;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Tests.Flows;

/// <summary>Every fact of every shipped form: it holds; one thing changes; it names its field and no other.</summary>
public sealed class FactTableTests(FactTableTests.Registers registers) : IClassFixture<FactTableTests.Registers>
{
    private static readonly List<Change> s_changes =
    [
        new("annual-assessment", "assessment:year", "year Fact.NoCycle", Year(2024)),
        new("annual-assessment", "assessment:year", "year Fact.NotAssessed", NotListed()),
        new("annual-assessment", "assessment:year", "year Fact.ReportLate", DueYesterday()),
        new("employer-certificate", "previous:previousNumber", "previousNumber Fact.PreviousUnknown", Matter("change")),
        new("employer-certificate", "notSanctioned:matter", "matter Fact.Sanctioned", ClearedOut()),
        new("exit-plan", "expiringListed:workers", "workers Fact.ExpiringNotListed", With("WG", 5)),
        new("health-check", "pass:worker", "worker Fact.PaperMissing", Without("TX")),
        new("health-check", "workerAge:worker", "worker Rule.Age", Born(2010)),
        new("health-check", "workerAge:worker", "worker Rule.Age", Born(1950)),
        new("insurance", "paper:worker", "worker Fact.PaperMissing", Without("XY")),
        new("insurance", "coversAgreement:accidentTo", "accidentTo Fact.GapAfter", Day("accidentTo", 10)),
        new("insurance", "coversAgreement:injuryTo", "injuryTo Fact.GapAfter", Day("injuryTo", 10)),
        new("insurance", "coversAgreement:injuryTo", "injuryTo Fact.GapBefore", Day("injuryFrom", 10)),
        new("labour-agreement", "workerAge:worker", "worker Rule.Age", Born(2010)),
        new("labour-agreement", "paper:worker", "worker Fact.PaperMissing", Without("YG")),
        new("labour-agreement", "previous:previousNumber", "previousNumber Fact.HasOne", With("XY")),
        new("labour-agreement", "previous:previousNumber", "previousNumber Fact.PreviousUnknown", Matter("change")),
        new("labour-service-licence", "notSanctioned:matter", "matter Fact.Sanctioned", ClearedOut()),
        new("labour-service-licence", "previous:previousNumber", "previousNumber Fact.HasOne", With("LW")),
        new("organised-exit", "expiringListed:workers", "workers Fact.ExpiringNotListed", With("WG", 5)),
        new("organised-exit", "expiringListed:workers", "workers[0].permitNumber Fact.PermitOfNobody", Without("WG")),
        new("residence-registration", "pass:worker", "worker Fact.PaperMissing", Without("TX")),
        new("residence-registration", "withinStay:until", "until Fact.PaperEndsEarlier", Ending("TL", 20)),
        new("stay-permit", "pass:worker", "worker Fact.PaperMissing", Without("TX")),
        new("stay-permit", "agentGround:agentGround", "agentGround Fact.GroundNeeded", Empty("agentGround")),
        new("stay-permit", "agentGround:agentGround", "agentGround Fact.FirstEntry", Value("agentGround", "notFirst")),
        new("stay-permit", "previous:previousNumber", "previousNumber Fact.HasOne", With("TL")),
        new("stay-permit", "paper:areaCode", "areaCode Fact.PaperMissing", Without("YG")),
        new("worker-permit", "notSanctioned:worker", "worker Fact.Sanctioned", ClearedOut()),
        new("worker-permit", "workerAge:worker", "worker Rule.Age", Born(2010)),
        new("worker-permit", "previous:previousNumber", "previousNumber Fact.HasOne", With("WG")),
        new("worker-permit", "quota:worker", "worker Fact.EmployerCertificate", Without("YG")),
        new("worker-permit", "pass:worker", "worker Fact.PaperMissing", Without("TX")),
        new("worker-permit", "paper:healthNumber", "healthNumber Fact.PaperMissing", Without("JK")),
        new("worker-permit", "paper:agreementNumber", "agreementNumber Fact.PaperMissing", Without("XY")),
        new("worker-permit", "paper:agreementNumber", "agreementNumber Fact.PaperEndsEarlier", Ending("XY", 50)),
        new("worker-permit", "paper:agreementNumber", "agreementNumber Fact.PaperBeginsLater", Beginning("XY", 9)),
        new("worker-permit", "paper:accidentNumber", "accidentNumber Fact.PaperMissing", Without("YW")),
        new("worker-permit", "paper:accidentNumber", "accidentNumber Fact.PaperEndsEarlier", Ending("YW", 50)),
        new("worker-permit", "paper:injuryNumber", "injuryNumber Fact.PaperMissing", Without("GS")),
        new("worker-permit", "paper:injuryNumber", "injuryNumber Fact.PaperBeginsLater", Beginning("GS", 9)),
        new("worker-permit", "stay:mode", "mode Fact.PaperMissing", Without("TL")),
        new("worker-permit", "stay:mode", "mode Fact.StayElsewhere", Elsewhere("TL")),
        new("worker-permit", "post:postCode", "postCode Fact.PostUnknown", Value("postCode", "B9")),
    ];

    /// <summary>Papers that are there at the beginning, but not for the flow that is to lead to them.</summary>
    private static readonly Dictionary<string, string> s_leadsTo = new()
    {
        ["employer-certificate"] = "YG",
        ["labour-agreement"] = "XY",
        ["stay-permit"] = "TL",
        ["worker-permit"] = "WG",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int, string> Rows()
    {
        var rows = new TheoryData<int, string>();
        for (var index = 0; index < s_changes.Count; index++)
            rows.Add(index, $"{s_changes[index].Flow} {s_changes[index].Says}");
        return rows;
    }

    [Fact]
    public void Facts_OfEveryShippedForm_StandInTheTable()
    {
        var shipped = Directory.EnumerateFiles(RepositoryFiles.PathOf("workflows"), "*.json")
            .Select(file => (Name: Path.GetFileNameWithoutExtension(file), Text: File.ReadAllText(file)))
            .Select(file => (file.Name, Form: FormDefinition.OfWorkflow(JsonElement.Parse(file.Text))))
            .SelectMany(flow => (flow.Form?.Facts ?? []).Select(rule => $"{flow.Name} {NameOf(rule)}"));

        Assert.Equal(
            shipped.Distinct().Order(StringComparer.Ordinal),
            s_changes.Select(row => $"{row.Flow} {row.Fact}").Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Fact_WhenItHoldsNoLonger_NamesItsFieldAndNothingElse(int row, string says)
    {
        var change = s_changes[row];
        var fact = LabourFlow.FormOf(change.Flow).Facts!.First(rule => NameOf(rule) == change.Fact);

        var before = await registers.AskAsync(change, fact, isChanged: false, Cancellation);
        var after = await registers.AskAsync(change, fact, isChanged: true, Cancellation);

        Assert.Empty(before);
        Assert.Equal(says, $"{change.Flow} {Assert.Single(after)}");
    }

    private static string NameOf(FactRule rule) => $"{rule.Kind}:{rule.Field}";

    private static Func<World, Task> Without(string kind) => world => world.Papers(kind).ExecuteDeleteAsync();

    private static Func<World, Task> With(string kind, int days = 100) => world => world.GiveAsync(kind, days);

    private static Func<World, Task> Ending(string kind, int days) => world => world.Papers(kind)
        .ExecuteUpdateAsync(set => set.SetProperty(paper => paper.ValidTo, world.Today.AddDays(days)));

    private static Func<World, Task> Beginning(string kind, int days) => world => world.Papers(kind)
        .ExecuteUpdateAsync(set => set.SetProperty(paper => paper.ValidFrom, world.Today.AddDays(days)));

    private static Func<World, Task> Elsewhere(string kind) => world => world.Papers(kind)
        .ExecuteUpdateAsync(set => set.SetProperty(paper => paper.AreaCodes, "450681100"));

    private static Func<World, Task> Born(int year) => world => world.Db.Set<Worker>()
        .Where(worker => worker.PersonalNumber == LabourFlow.Worker)
        .ExecuteUpdateAsync(set => set.SetProperty(worker => worker.BirthDate, new DateOnly(year, 3, 14)));

    private static Func<World, Task> Value(string field, string value) => world => world.SetAsync(field, value);

    private static Func<World, Task> Day(string field, int days) => world =>
        world.SetAsync(field, ApplicationValues.Iso(world.Today.AddDays(days)));

    private static Func<World, Task> Year(int year) => world =>
    {
        world.Values["year"] = year;
        return Task.CompletedTask;
    };

    private static Func<World, Task> NotListed() => world => world.Db.Assessments.ExecuteDeleteAsync();

    private static Func<World, Task> DueYesterday() => world => world.Db.AssessmentCycles.ExecuteUpdateAsync(
        set => set.SetProperty(cycle => cycle.ReportDue, world.Today.AddDays(-1)));

    private static Func<World, Task> Empty(string field) => world => world.SetAsync(field, null);

    private static Func<World, Task> Matter(string matter) => Value("matter", matter);

    private static Func<World, Task> ClearedOut() => world => world.ClearOutAsync();

    internal sealed record Change(string Flow, string Fact, string Says, Func<World, Task> MakeAsync);

    /// <summary>The registers and the application before and after the change, gone with the transaction.</summary>
    internal sealed record World(AppDbContext Db, JsonObject Values, DateOnly Today)
    {
        public IQueryable<Certificate> Papers(string kind) => Db.Certificates.Where(paper => paper.Kind == kind);

        public Task SetAsync(string field, string? value)
        {
            if (value is null) Values.Remove(field);
            else Values[field] = value;
            return Task.CompletedTask;
        }

        public async Task ClearOutAsync()
        {
            var firm = await Db.Certificates.Where(paper => paper.Kind == "JK")
                .Select(paper => paper.EnterpriseId).FirstAsync();
            Db.Sanctions.Add(new Sanction
            {
                CaseId = Guid.CreateVersion7(),
                CaseNumber = "QT-2026-000001",
                EnterpriseId = firm!.Value,
                Number = "东管处〔2026〕1号",
                Measure = SanctionRules.ClearOut,
                Ground = "grave-breach",
                Region = "GX",
                DecidedAt = ChinaTime.StartOf(Today),
            });
            await Db.SaveChangesAsync();
        }

        public async Task GiveAsync(string kind, int days)
        {
            var like = await Db.Certificates.AsNoTracking().FirstAsync(paper => paper.Kind == "JK");
            Db.Certificates.Add(new Certificate
            {
                Number = $"{kind}-given",
                Kind = kind,
                CaseId = null,
                EnterpriseId = like.EnterpriseId,
                WorkerId = like.WorkerId,
                HolderName = like.HolderName,
                HolderCode = "",
                IssuerDepartmentCode = "hr-bureau",
                IssuerName = "",
                FilingNumber = null,
                IssuedAt = like.IssuedAt,
                ValidFrom = Today,
                ValidTo = Today.AddDays(days),
                Contents = "{}",
            });
            await Db.SaveChangesAsync();
        }
    }

    public sealed class Registers : IAsyncLifetime
    {
        private LabourFlow labour = null!;

        public async ValueTask InitializeAsync()
        {
            labour = await LabourFlow.StartAsync();
            await labour.GivePermitPapersAsync();
            var listed = LabourValues.Of("organised-exit", labour.Today)["workers"]![0]!["permitNumber"]!;
            await labour.GiveAsync("WG", number: listed.GetValue<string>(), days: 4);
            await labour.ChangeAsync(AssessAsync);
        }

        public ValueTask DisposeAsync() => labour.DisposeAsync();

        private static async Task AssessAsync(AppDbContext db)
        {
            var firm = await db.Enterprises.SingleAsync(row => row.UnifiedSocialCreditCode == AssessmentFlow.Firm);
            db.AssessmentCycles.Add(new AssessmentCycle
            {
                Year = AssessmentFlow.Year,
                OpenedAt = DateTimeOffset.UnixEpoch,
                OpenedById = null,
                OpenedByName = "system",
                ReportDue = new DateOnly(2026, 12, 31),
                ClosesOn = new DateOnly(2026, 12, 31),
                RulesText = AssessmentRules.Seed.Write(),
            });
            db.Assessments.Add(new Assessment { Year = AssessmentFlow.Year, EnterpriseId = firm.Id, Papers = "" });
        }

        internal async Task<List<string>> AskAsync(
            Change change, FactRule fact, bool isChanged, CancellationToken cancellation)
        {
            await using var scope = labour.Inner.Host.OpenScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            await using var lost = await db.Database.BeginTransactionAsync(cancellation);
            var world = new World(db, labour.Values(change.Flow), labour.Today);
            if (s_leadsTo.GetValueOrDefault(change.Flow) is { } paper) await Without(paper)(world);
            if (isChanged) await change.MakeAsync(world);
            var worker = await db.Set<Worker>()
                .SingleAsync(row => row.PersonalNumber == LabourFlow.Worker, cancellation);
            var firm = await db.Enterprises.SingleAsync(row => row.Id == worker.EnterpriseId, cancellation);
            var (errors, warnings) = (new FormErrors(), new FormErrors());
            await FactRules.Find(fact.Kind)!.ApplyAsync(
                new FactInput
                {
                    Rule = fact,
                    Db = db,
                    Form = LabourFlow.FormOf(change.Flow),
                    Values = world.Values.ToElement(),
                    Subject = new CaseSubject(worker, firm),
                    IsOwn = false,
                    CaseId = null,
                    IsDecision = false,
                    Today = labour.Today,
                    Errors = errors,
                    Warnings = warnings,
                },
                cancellation);
            return [.. Said(errors), .. Said(warnings)];
        }

        private static IEnumerable<string> Said(FormErrors found) =>
            found.Keys.SelectMany(field => found[field].Select(sentence => $"{field} {sentence.Key}"));
    }
}

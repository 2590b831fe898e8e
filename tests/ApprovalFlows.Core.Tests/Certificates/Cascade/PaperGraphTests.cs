using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Certificates.Cascade;

namespace ApprovalFlows.Core.Tests.Certificates.Cascade;

/// <summary>What rests on what, against a model that walks day by day and keeps nothing.</summary>
public sealed class PaperGraphTests
{
    private static readonly string[] Kinds =
        ["YG", "LW", "XY", "TX", "HZ", "WG", "WG", "TL", "TL", "ZD", "JK", "YW"];

    private static readonly DateOnly Start = new(2026, 1, 1);
    private static readonly Guid[] Firms = [.. Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7())];
    private static readonly Guid[] People = [.. Enumerable.Range(0, 2).Select(_ => Guid.CreateVersion7())];

    [Fact]
    public void Standing_RandomPapersActsAndDays_IsThatOfTheSlowModel()
    {
        var random = new Random(20261122);
        var held = 0;

        for (var round = 0; round < 300; round++)
        {
            var papers = SomePapers(random);
            for (var step = 0; step < 4; step++)
            {
                Change(random, papers);
                held += MustAgree(random, papers);
            }
        }

        Assert.InRange(held, 500, int.MaxValue);
    }

    [Fact]
    public void Employer_Renewed_RestoresWhatRestsOnIt()
    {
        var first = Paper("YG", 0, 9);
        var second = Paper("YG", 15, 30);
        var permit = Paper("WG", 0, 30);
        var graph = new PaperGraph([first, second, permit]);

        Assert.Equal(
            [CertificateState.Valid, CertificateState.Held, CertificateState.Held, CertificateState.Valid],
            new[] { 9, 10, 14, 15 }.Select(day => graph.On(permit, Start.AddDays(day)).State));
    }

    [Fact]
    public void Employer_TwoCertificates_AnyHoldsUp()
    {
        var first = Paper("YG", 0, 30);
        var second = Paper("YG", 0, 30);
        var permit = Paper("WG", 0, 30);
        first.Suspend(Act(5));
        var graph = new PaperGraph([first, second, permit]);

        Assert.Equal(CertificateState.Valid, graph.On(permit, Start.AddDays(6)).State);
    }

    [Fact]
    public void Cause_ThroughTwoPapers_NamesTheFirstOfAll()
    {
        var employer = Paper("YG", 0, 30);
        var permit = Paper("WG", 0, 30);
        var stay = Paper("TL", 0, 30);
        var residence = Paper("ZD", 2, 30);
        employer.Suspend(Act(5));
        var graph = new PaperGraph([employer, permit, stay, residence]);

        var cause = Assert.Single(graph.On(residence, Start.AddDays(8)).Causes);

        Assert.Equal((employer, stay, CertificateState.Suspended, Start.AddDays(5)),
            (cause.Paper, cause.By, cause.State, cause.Since));
    }

    [Fact]
    public void Agent_LicenceRevoked_HoldsOnlyThoseItSends()
    {
        var licence = PaperDesk.Paper("LW", Firms[1], null, Start, Start.AddDays(30), "LW");
        var sent = Paper("WG", 0, 30, Firms[1]);
        var own = Paper("WG", 0, 30);
        licence.Revoke(Act(5));
        var graph = new PaperGraph([licence, sent, own]);

        Assert.Equal(CertificateState.Held, graph.On(sent, Start.AddDays(5)).State);
        Assert.Equal(CertificateState.Valid, graph.On(own, Start.AddDays(5)).State);
    }

    private static int MustAgree(Random random, List<Certificate> papers)
    {
        var graph = new PaperGraph(papers);
        var held = 0;
        for (var check = 0; check < 12; check++)
        {
            var paper = papers[random.Next(papers.Count)];
            var day = Start.AddDays(random.Next(-2, 45));
            var standing = graph.On(paper, day);
            Assert.Equal(SlowModel.Counts(papers, paper, day), standing.State == CertificateState.Valid);
            foreach (var cause in standing.Causes)
            {
                held++;
                Assert.Equal(SlowModel.HeldSince(papers, paper, cause.Rule, day), cause.Since);
                Assert.NotEqual(CertificateState.Valid, cause.Paper.StateOn(day));
            }
        }

        return held;
    }

    private static List<Certificate> SomePapers(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(6, 16)).Select(_ =>
        {
            var kind = Kinds[random.Next(Kinds.Length)];
            var isOfFirm = CertificateKinds.MustFind(kind).Holder == HolderKind.Enterprise;
            var from = Start.AddDays(random.Next(20));
            return PaperDesk.Paper(
                kind, Firms[random.Next(3)], isOfFirm ? null : People[random.Next(2)],
                from, from.AddDays(random.Next(1, 30)), "n",
                agent: kind == "WG" && random.Next(4) == 0 ? Firms[random.Next(3)] : null);
        }),
    ];

    private static void Change(Random random, List<Certificate> papers)
    {
        var paper = papers[random.Next(papers.Count)];
        var act = Act(random.Next(40));
        try
        {
            switch (random.Next(5))
            {
                case 0: paper.Revoke(act); break;
                case 1: paper.Reinstate(act); break;
                case 2: paper.UseUp(act); break;
                default: paper.Suspend(act); break;
            }
        }
        catch (RuleViolation)
        {
            // An act that is not allowed on that day changes nothing; the next round tries another.
        }
    }

    private static Certificate Paper(string kind, int from, int to, Guid? agent = null) => PaperDesk.Paper(
        kind, Firms[0], CertificateKinds.MustFind(kind).Holder == HolderKind.Enterprise ? null : People[0],
        Start.AddDays(from), Start.AddDays(to), kind, agent: agent);

    private static CertificateAct Act(int day) =>
        new(Actor.System, Start.AddDays(day), "r", null, DateTimeOffset.UnixEpoch);
}

using System.Globalization;
using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Certificates;

namespace ApprovalFlows.Core.Tests.Assessments;

public sealed class YearReckoningTests
{
    private static readonly Guid Firm = Guid.CreateVersion7();
    private static readonly Guid[] Workers = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];

    [Theory]
    [InlineData("WG0 2025-01-01 2025-12-31", "1 1 1")]
    [InlineData("WG0 2024-06-01 2025-03-31; WG1 2025-03-31 2026-01-31", "1 1 2")]
    [InlineData("WG0 2025-02-01 2025-03-01; WG1 2025-03-02 2025-04-01", "0 0 1")]
    [InlineData("WG0 2025-02-01 2025-06-30; WG0 2025-06-01 2025-09-30; WG2 2025-07-01 2025-07-01", "0 0 2")]
    [InlineData("", "0 0 0")]
    public void Headcount_OfAYear_CountsPeopleNotPapers(string papers, string expected)
    {
        var year = Read(papers);

        Assert.Equal(expected, $"{year.AtBegin} {year.AtEnd} {year.Peak}");
    }

    [Theory]
    [InlineData("WG0 2025-01-01 2025-01-10; YW0 2025-01-01 2025-01-10; GS0 2025-01-06 2025-12-31", 50.0)]
    [InlineData("WG0 2025-01-01 2025-01-10; YW0 2024-01-01 2026-01-10", 0.0)]
    [InlineData(
        "WG0 2025-01-01 2025-01-02; WG1 2025-01-01 2025-01-01; YW1 2025-01-01 2025-01-01; GS1 2025-01-01 2025-01-01",
        33.3)]
    [InlineData("YW0 2025-01-01 2025-01-10; GS0 2025-01-06 2025-12-31", null)]
    public void InsuranceRate_OfAYear_IsTheShareOfWorkerDays(string papers, double? rate) =>
        Assert.Equal((decimal?)rate, Read(papers).InsuranceRate);

    [Theory]
    [InlineData("YG 2025-01-01 2025-12-31; JK0 2025-01-01 2025-12-31; TL0 2025-01-01 2025-01-05", false, 50.0)]
    [InlineData("YG 2025-01-01 2025-12-31; JK0 2025-01-01 2025-12-31; TL0 2025-01-01 2025-01-05", true, 100.0)]
    [InlineData("JK0 2025-01-01 2025-12-31; TL0 2025-01-01 2025-01-10", false, 0.0)]
    public void CertificateRate_OfAResidentAndACommuter_AsksTheStayOfTheResident(
        string papers, bool commutes, double rate) =>
        Assert.Equal((decimal)rate, Read("WG0 2025-01-01 2025-01-10; " + papers, commutes).CertificateRate);

    [Fact]
    public void AgreementRate_WithAnotherFirm_DoesNotCount()
    {
        var mine = Read("WG0 2025-01-01 2025-01-10; XY0 2025-01-01 2025-12-31");
        var other = new YearReckoning(
            2025, [Firm], [Paper("WG0 2025-01-01 2025-01-10", Firm)], [],
            [Paper("XY0 2025-01-01 2025-12-31", Guid.CreateVersion7())], new HashSet<Guid>());

        Assert.Equal((100m, 0m), (mine.AgreementRate, other.AgreementRate));
    }

    private static YearReckoning Read(string text, bool commutes = false)
    {
        var papers = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(paper => Paper(paper, Firm)).ToLookup(paper => paper.Kind);
        return new YearReckoning(
            2025, [Firm], [.. papers["WG"]], papers["YG"],
            papers.Where(group => group.Key is not ("WG" or "YG")).SelectMany(group => group),
            commutes ? Workers.ToHashSet() : []);
    }

    private static Certificate Paper(string text, Guid firm)
    {
        var words = text.Split(' ');
        return new Certificate
        {
            Number = text,
            Kind = words[0][..2],
            CaseId = null,
            EnterpriseId = firm,
            WorkerId = words[0].Length > 2 ? Workers[words[0][2] - '0'] : null,
            HolderName = "",
            HolderCode = "",
            IssuerDepartmentCode = "",
            FilingNumber = null,
            IssuedAt = default,
            ValidFrom = DateOnly.Parse(words[1], CultureInfo.InvariantCulture),
            ValidTo = DateOnly.Parse(words[2], CultureInfo.InvariantCulture),
            Contents = "{}",
        };
    }
}

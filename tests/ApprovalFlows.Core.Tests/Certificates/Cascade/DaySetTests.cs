using ApprovalFlows.Core.Certificates.Cascade;

namespace ApprovalFlows.Core.Tests.Certificates.Cascade;

/// <summary>Sets of days against sets of numbers.</summary>
public sealed class DaySetTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    [Fact]
    public void Operations_OnRandomSets_AreThoseOfTheirDays()
    {
        var random = new Random(20261122);

        for (var round = 0; round < 500; round++)
        {
            var (left, right) = (Some(random), Some(random));
            var (a, b) = (Days(left), Days(right));

            Assert.Equal(a.Union(b).Order(), Days(DaySet.UnionOf([left, right])));
            Assert.Equal(a.Intersect(b).Order(), Days(left.Intersect(right)));
            Assert.Equal(a.Except(b).Order(), Days(left.Except(right)));
            Assert.Equal(a.Where(day => day < Start.AddDays(20)).Cast<DateOnly?>().LastOrDefault(),
                left.LastBefore(Start.AddDays(20)));
        }
    }

    [Fact]
    public void Union_OfNeighbours_IsOneSpan()
    {
        var joined = DaySet.UnionOf(
            [DaySet.Of(Start, Start.AddDays(3)), DaySet.Of(Start.AddDays(4), Start.AddDays(9))]);

        Assert.Equal([new DaySpan(Start, Start.AddDays(9))], joined.Spans);
    }

    [Fact]
    public void Except_EndlessSpan_LeavesWhatIsBefore() => Assert.Equal(
        [new DaySpan(Start, Start.AddDays(4))],
        DaySet.Of(Start, Start.AddDays(9)).Except(DaySet.Of(Start.AddDays(5), DateOnly.MaxValue)).Spans);

    private static DaySet Some(Random random) => DaySet.UnionOf(Enumerable.Range(0, random.Next(5)).Select(_ =>
    {
        var from = Start.AddDays(random.Next(40));
        return DaySet.Of(from, from.AddDays(random.Next(-2, 12)));
    }));

    private static List<DateOnly> Days(DaySet set) =>
        [.. Enumerable.Range(-5, 70).Select(Start.AddDays).Where(set.Contains)];
}

using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.DueDates;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Calendars;

public sealed class CalendarServiceTests : IAsyncLifetime
{
    private static readonly LocalText s_name = new("假期", "kỳ nghỉ", "days off");
    private CoreHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static CalendarYear Nation2026 =>
        WorkCalendars.SeedYears.Single(days => days is { Region: "CN", Year: 2026 });

    public async ValueTask InitializeAsync() => host = await CoreHost.StartAsync(CoreHost.ConfiguredKind);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public void Check_NoticesOfTheProgram_AreInOrder()
    {
        foreach (var days in WorkCalendars.SeedYears)
        {
            var region = WorkCalendars.Regions.Single(known => known.Region == days.Region);
            var below = region.Base is null ? null : WorkCalendars.Seed[region.Base];

            Assert.Empty(NoticeCheck.Of(days, region, below));
        }
    }

    [Fact]
    public async Task Load_NewYear_AppliesAndIsNoLongerProvisional()
    {
        await LoadAsync(Year2027());
        await host.Get<CalendarSource>().RefreshAsync(Cancellation);

        var nation = host.Get<CalendarSource>().Current["CN"];
        Assert.True(nation.IsPublished(2027));
        Assert.False(nation.IsWorkday(new(2027, 2, 9)));
        Assert.True(nation.IsWorkday(new(2027, 2, 20)));
        var version = Assert.Single(await VersionsAsync("CN", 2027));
        Assert.Equal((1, (int?)null, "管理员"), (
            version.Version, version.Notice!.Replaces, version.Notice.LoadedByName));
    }

    [Fact]
    public async Task Load_Correction_KeepsWhatAppliedBefore()
    {
        await LoadAsync(Nation2026 with { WorkOn = [.. Nation2026.WorkOn, new(2026, 10, 11)] }, "调整", 1);

        var versions = await VersionsAsync("CN", 2026);

        Assert.Equal([2, 1], versions.Select(version => version.Version));
        Assert.Equal(("调整", 1), (versions[0].Notice!.Reason, versions[0].Notice!.Replaces!.Value));
        Assert.Null(versions[1].Notice);
        Assert.DoesNotContain(new DateOnly(2026, 10, 11), versions[1].Days.WorkOn);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Load_Mistake_IsToldAndNothingIsKept(string field, string key, CalendarYear days, string? reason)
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => LoadAsync(days, reason, 1));

        Assert.Contains(key, refusal.Errors[field].Select(sentence => sentence.Key));
        Assert.All(TextResources.Languages, language => Assert.NotEmpty(refusal.Errors[field][0].In(language)));
        Assert.Equal(0, await host.ReadAsync<AppDbContext, int>(async db =>
            await db.CalendarNotices.CountAsync(Cancellation) + await db.Recalculations.CountAsync(Cancellation)));
    }

    public static TheoryData<string, string, CalendarYear, string?> Mistakes()
    {
        var (seed, guangxi) = (
            Nation2026, WorkCalendars.SeedYears.Single(days => days is { Region: "GX", Year: 2026 }));
        return new TheoryData<string, string, CalendarYear, string?>
        {
            { "file", "Notice.DayOutside", With(Period(new(2027, 1, 1))), "错" },
            { "file", "Notice.DayTwice", With(Period(new(2026, 10, 7))), "错" },
            { "file", "Notice.DayTwice", seed with { WorkOn = [.. seed.WorkOn, new(2026, 10, 1)] }, "错" },
            { "file", "Notice.DayTwice", seed with { WorkOn = [.. seed.WorkOn, seed.WorkOn[0]] }, "错" },
            { "file", "Notice.WorkdayAnyway", seed with { WorkOn = [.. seed.WorkOn, new(2026, 10, 12)] }, "错" },
            { "file", "Notice.WorkdayAnyway", guangxi with { WorkOn = [new(2026, 10, 10)] }, "错" },
            { "file", "Notice.EndsBefore", With(new(new(2026, 8, 5), new(2026, 8, 4), s_name)), "错" },
            { "file", "Notice.TooManyDays", With(new(new(2026, 1, 1), new(2099, 8, 4), s_name)), "错" },
            { "file", "Notice.NoDay", seed with { Off = [], WorkOn = [] }, "错" },
            { "file", "Notice.HolidayDayMissing", seed with { Off = [.. seed.Off.Skip(1)] }, "错" },
            { "file", "Notice.HolidayMissing", guangxi with { Off = [Period(new(2026, 4, 17))] }, "错" },
            { "file", "Notice.PeriodWithoutName", With(Period(new(2026, 8, 5)) with { Name = new("假", "", "") }), "错" },
            { "file", "Notice.NothingChanged", seed, "错" },
            { "source", "Notice.SourceMissing", With(Period(new(2026, 8, 5))) with { Source = " " }, "错" },
            { "reason", "Notice.ReasonMissing", With(Period(new(2026, 8, 5))), " " },
            { "reason", "Notice.TooLong", With(Period(new(2026, 8, 5))), new string('长', 501) },
            { "region", "Notice.RegionUnknown", seed with { Region = "XX" }, "错" },
            { "year", "Notice.YearOutside", seed with { Year = 1900 }, "错" },
        };

        CalendarYear With(HolidayPeriod more) => seed with { Off = [.. seed.Off, more] };
    }

    [Fact]
    public async Task Load_OverAVersionSomebodyElseReplaced_IsRefused()
    {
        await LoadAsync(Nation2026 with { Source = "更正" }, "更正文号", 1);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() =>
            LoadAsync(Nation2026 with { Source = "另一更正" }, "更正文号", 1));

        Assert.Equal("Notice.ChangedMeanwhile", refusal.Sentence.Key);
    }

    [Fact]
    public async Task Load_BySomebodyElse_IsForbidden()
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() =>
            host.Work.RunAsync<CalendarService, CalendarNotice>(
                OpenCases.Officer,
                service => service.LoadAsync(Nation2026, "错", 1, Cancellation),
                Cancellation));

        Assert.Equal(RuleKind.Forbidden, refusal.Kind);
    }

    [Theory]
    [InlineData("CN", "2026-10-08", DayKind.Off, false)]
    [InlineData("CN", "2026-10-05", DayKind.AsUsual, true)]
    [InlineData("CN", "2026-10-10", DayKind.AsUsual, false)]
    [InlineData("CN", "2026-10-11", DayKind.Work, true)]
    [InlineData("GX", "2026-10-10", DayKind.Off, false)]
    [InlineData("GX", "2026-10-04", DayKind.Work, true)]
    [InlineData("GX", "2026-04-17", DayKind.AsUsual, true)]
    public async Task Correct_OneDay_ChangesThatDayOnly(string region, string day, DayKind kind, bool isWorkday)
    {
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var before = WorkCalendars.Seed[region];

        await host.Work.RunAsync<CalendarService, CalendarNotice>(
            OpenCases.Administrator,
            service => service.CorrectAsync(
                new DayCorrection(region, date, kind, "国庆节", "", "通知更正", 1), Cancellation),
            Cancellation);
        await host.Get<CalendarSource>().RefreshAsync(Cancellation);

        var after = host.Get<CalendarSource>().Current[region];
        Assert.NotEqual(isWorkday, before.IsWorkday(date));
        Assert.Equal(isWorkday, after.IsWorkday(date));
        for (var other = new DateOnly(2025, 1, 1); other.Year < 2028; other = other.AddDays(1))
            if (other != date) Assert.Equal(before.IsWorkday(other), after.IsWorkday(other));
    }

    private static CalendarYear Year2027() => new(
        "CN",
        2027,
        "",
        "国办发明电〔2026〕9号",
        [
            .. WorkCalendars.Regions.Single(known => known.Region == "CN").Statutory
                .Select(holiday => holiday.In(2027)),
            Period(new(2027, 2, 9)),
        ],
        [new(2027, 2, 20)]);

    private static HolidayPeriod Period(DateOnly day) => new(day, day, s_name);

    private Task<IReadOnlyList<NoticeVersion>> VersionsAsync(string region, int year) =>
        host.ReadAsync<CalendarService, IReadOnlyList<NoticeVersion>>(
            service => service.VersionsAsync(region, year, Cancellation));

    private Task<CalendarNotice> LoadAsync(CalendarYear days, string? reason = null, int? replaces = null) =>
        host.Work.RunAsync<CalendarService, CalendarNotice>(
            OpenCases.Administrator, service => service.LoadAsync(days, reason, replaces, Cancellation), Cancellation);
}

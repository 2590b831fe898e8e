using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Deadlines;

public sealed class DeadlineExplanationTests
{
    private static readonly WorkCalendar s_guangxi = WorkCalendars.Seed["GX"];

    [Fact]
    public void Explain_DecisionOverHolidays_TellsEveryStepInChinese()
    {
        var deadline = Deadline.Compute(
            new(2026, 4, 1), TimeLimits.Seed["decision"], s_guangxi);

        Assert.Equal(
            [
                "自2026年4月1日起算，当日不计入。",
                "作出决定：20个工作日（行政许可法第四十二条）。",
                "周六、周日不计入，调休上班日除外。",
                "清明节（2026年4月4日至2026年4月6日）不计入。",
                "广西三月三（2026年4月17日至2026年4月20日）不计入。",
                "劳动节（2026年5月1日至2026年5月5日）不计入。",
                "全国2026年放假安排：国办发明电〔2025〕7号（2025-11-04）（第1版）。",
                "广西2026年放假安排：广西壮族自治区人民政府令第98号；自治区通知（2026-03-04，转引，未见原文）（第1版）。",
                "截止日期为2026年5月7日，至当日24时。",
                "以上按广西日历计算；若只按全国节假日计算，为2026年4月30日。",
            ],
            deadline.Explain(TextResources.Chinese));
    }

    [Fact]
    public void Explain_SuspendedAndExtended_TellsBothInVietnamese()
    {
        var deadline = Deadline.Compute(
            new(2026, 6, 1), TimeLimits.Seed["decision"], s_guangxi,
            [new(new(2026, 6, 5), new(2026, 6, 12), Suspension.Correction)], extensionDays: 5);

        var steps = deadline.Explain(TextResources.Vietnamese);

        Assert.Contains("Được phê duyệt gia hạn 5 ngày làm việc.", steps);
        Assert.Contains(
            "Không tính từ 06/06/2026 đến 12/06/2026: chờ người nộp đơn bổ sung hồ sơ.", steps);
    }

    [Fact]
    public void Explain_RolledPeriod_TellsBothDaysInEnglish()
    {
        var deadline = Deadline.Compute(
            new(2026, 3, 2), TimeLimits.Seed["penalty-decision"], s_guangxi);

        Assert.Contains(
            "The last day, 31 May 2026, is a rest day, so the period ends on 1 June 2026 "
                + "(Civil Code, art. 203).",
            deadline.Explain(TextResources.English));
    }

    [Fact]
    public void Explain_CrossingMakeUpDay_SaysItCounts()
    {
        var deadline = Deadline.Compute(
            new(2026, 2, 13), TimeLimits.Seed["acceptance"], s_guangxi);

        Assert.Contains(
            new Sentence("Deadline.MakeUpDay", new DateOnly(2026, 2, 14)), deadline.Steps);
    }

    [Fact]
    public void Explain_EveryLimitAndLanguage_FindsItsTexts()
    {
        foreach (var limit in TimeLimits.Seed.All)
            foreach (var language in TextResources.Languages)
            {
                var pauses = new[] { new Suspension(new(2026, 11, 3), null, Suspension.Hearing) };
                if (limit.Unit == TimeUnit.Hours)
                {
                    var hours = Deadline.ComputeHours(DateTimeOffset.UnixEpoch, limit);
                    Assert.Equal(3, hours.Explain(language).Count);
                    continue;
                }

                var running = Deadline.Compute(new(2026, 11, 2), limit, s_guangxi);
                var paused = Deadline.Compute(new(2026, 11, 2), limit, s_guangxi, pauses);

                Assert.NotEmpty(running.Explain(language));
                Assert.NotEmpty(paused.Explain(language));
            }
    }
}

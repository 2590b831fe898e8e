using ApprovalFlows.Core.Calendars;

namespace ApprovalFlows.Core.Tests.Calendars;

public sealed class NoticeTextTests
{
    [Fact]
    public void Read_Lines_JoinsNeighbouringDaysAndKnowsTheNames()
    {
        const string text = """
            date,kind,name
            2027-10-01,off,国庆节
            2027-10-02,休,国庆节
            2027-10-03,off,国庆节

            2027-10-09,work,
            2027-01-01,off,元旦|Năm mới|New Year
            """;

        var notice = NoticeText.Read("\uFEFF" + text.ReplaceLineEndings("\r\n"), "CN", 2027, "国办发明电〔2026〕9号");

        Assert.Equal(("CN", 2027, "国办发明电〔2026〕9号"), (notice.Region, notice.Year, notice.Source));
        Assert.Equal(
            [new(new(2027, 1, 1), new(2027, 1, 1), new("元旦", "Năm mới", "New Year")),
                new(new(2027, 10, 1), new(2027, 10, 3), new("国庆节", "Quốc khánh Trung Quốc", "National Day"))],
            notice.Off);
        Assert.Equal([new DateOnly(2027, 10, 9)], notice.WorkOn);
    }

    [Fact]
    public void Read_SeveralWrongLines_NamesThemAll()
    {
        var refusal = Assert.Throws<RuleViolation>(() => NoticeText.Read(
            "2027-13-01,off,元旦\n2027-01-01,maybe,元旦\n2027-01-02,off", "CN", 2027, ""));

        Assert.Equal(
            ["Notice.DateWrong", "Notice.KindWrong", "Notice.NameMissing"],
            refusal.Errors["file"].Select(sentence => sentence.Key));
    }

    [Theory]
    [InlineData("", "Notice.Empty")]
    [InlineData("{ \"region\": \"CN\", ", "Notice.JsonWrong")]
    [InlineData("{ \"region\": \"CN\", \"surprise\": 1 }", "Notice.JsonWrong")]
    [InlineData("""{"region":"GX","year":2027,"version":"1","source":"","off":[],"workOn":[]}""", "Notice.OtherYear")]
    [InlineData("""{"region":"CN","year":2026,"version":"1","source":"","off":[],"workOn":[]}""", "Notice.OtherYear")]
    public void Read_WhatIsNoNotice_IsRefusedWithASentence(string text, string key)
    {
        var refusal = Assert.Throws<RuleViolation>(() => NoticeText.Read(text, "CN", 2027, ""));

        Assert.Equal(key, Assert.Single(refusal.Errors["file"]).Key);
    }

    [Fact]
    public void Read_TooLong_IsRefused()
    {
        var refusal = Assert.Throws<RuleViolation>(() =>
            NoticeText.Read(new string('x', NoticeText.MaxLength + 1), "CN", 2027, ""));

        Assert.Equal("Notice.TooLong", refusal.Errors["file"][0].Key);
    }

    [Fact]
    public void Read_FileOfTheProgram_IsTakenAsItIs()
    {
        foreach (var days in WorkCalendars.SeedYears)
        {
            var read = NoticeText.Read(SeedFile.Write(days), days.Region, days.Year, "");

            Assert.Equal(days.Source, read.Source);
            Assert.Equal(days.Off, read.Off);
            Assert.Equal(days.WorkOn, read.WorkOn);
        }
    }
}

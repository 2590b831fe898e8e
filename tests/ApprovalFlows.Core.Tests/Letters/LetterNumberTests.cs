using ApprovalFlows.Core.Letters;

namespace ApprovalFlows.Core.Tests.Letters;

public sealed class LetterNumberTests
{
    [Theory]
    [InlineData("友政办发〔2023〕41号")]
    [InlineData("伊外发〔2023〕52号")]
    [InlineData("国发〔2015〕72号")]
    [InlineData("桂政函〔2017〕7号")]
    [InlineData("防政发〔2017〕3号")]
    [InlineData("国办发明电〔2025〕7号")]
    public void IsValid_NumberOfALetter_Passes(string number) => Assert.True(LetterNumber.IsValid(number));

    [Theory]
    [InlineData("友政办发[2023]41号")]
    [InlineData("友政办发〔2023〕041号")]
    [InlineData("友政办发〔23〕41号")]
    [InlineData("友政办发〔2023〕第41号")]
    [InlineData("友政办发（2023）41号")]
    [InlineData("友政办发〔2023〕41号\n")]
    public void IsValid_OtherForms_DoNotPass(string number) => Assert.False(LetterNumber.IsValid(number));

    [Fact]
    public void Compose_MarkYearAndSerial_HasNoLeadingZero() =>
        Assert.Equal("防人社函〔2026〕7号", LetterNumber.Compose("防人社函", 2026, 7));

    [Fact]
    public void DateOf_DayInAugust_HasNoLeadingZero() =>
        Assert.Equal("2026年8月1日", LetterNumber.DateOf(new DateOnly(2026, 8, 1)));
}

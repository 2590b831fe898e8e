using System.Globalization;
using System.Resources;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Texts;

public sealed class SentenceTests
{
    [Theory]
    [InlineData("zh-CN", "2026年8月1日")]
    [InlineData("vi", "01/08/2026")]
    [InlineData("vi-VN", "01/08/2026")]
    [InlineData("en", "1 August 2026")]
    [InlineData("en-GB", "1 August 2026")]
    [InlineData("fr", "2026年8月1日")]
    public void Date_InEachLanguage_IsWrittenAsThere(string culture, string expected)
    {
        var text = TextFormat.Date(new DateOnly(2026, 8, 1), CultureInfo.GetCultureInfo(culture));

        Assert.Equal(expected, text);
    }

    [Theory]
    [InlineData("zh-CN", "1,840.5")]
    [InlineData("vi", "1.840,5")]
    [InlineData("en", "1,840.5")]
    public void Amount_InEachLanguage_IsGroupedAsThere(string culture, string expected)
    {
        Assert.Equal(expected, TextFormat.Amount(1840.50m, CultureInfo.GetCultureInfo(culture)));
    }

    [Fact]
    public void Instant_FromAnotherZone_IsShownInChinaTime()
    {
        var crossing = new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.FromHours(7));

        Assert.Equal("2026年3月2日 00:30", TextFormat.Instant(crossing, TextResources.Chinese));
    }

    [Theory]
    [InlineData("zh-CN", "请填写“企业名称”。")]
    [InlineData("vi", "Vui lòng điền “Tên doanh nghiệp”.")]
    [InlineData("en", "Please fill in “Name of the enterprise”.")]
    public void In_NestedText_IsToldInTheSameLanguage(string culture, string expected)
    {
        var label = new LocalText("企业名称", "Tên doanh nghiệp", "Name of the enterprise");
        var sentence = new Sentence("Field.Required", label);

        Assert.Equal(expected, sentence.In(CultureInfo.GetCultureInfo(culture)));
    }

    [Fact]
    public void In_UnknownKey_IsLoud()
    {
        var sentence = new Sentence("No.Such.Key");

        Assert.Throws<MissingManifestResourceException>(() => sentence.In(TextResources.English));
    }

    [Fact]
    public void Equals_SameKeyAndArguments_IsTrue()
    {
        Assert.Equal(new Sentence("Field.Required", "a"), new Sentence("Field.Required", "a"));
        Assert.NotEqual(new Sentence("Field.Required", "a"), new Sentence("Field.Required", "b"));
    }
}

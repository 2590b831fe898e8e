using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Texts;

public sealed partial class TextResourcesTests
{
    public static TheoryData<string> Sets => [.. TextResources.SetNames];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Set_EveryKey_IsTranslatedIntoEveryLanguage(string set)
    {
        var keys = Texts(set, TextResources.Chinese).Keys;

        foreach (var language in TextResources.Languages)
        {
            var texts = Texts(set, language);
            Assert.Equal(keys.Order(), texts.Keys.Order());
            Assert.All(texts, text =>
                Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Set_EveryTranslation_UsesTheSameArguments(string set)
    {
        var chinese = Texts(set, TextResources.Chinese);

        foreach (var language in TextResources.Languages)
            Assert.All(Texts(set, language), text =>
                Assert.Equal(Arguments(chinese[text.Key]), Arguments(text.Value)));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Set_Translations_HoldNoChinese(string set)
    {
        var translations = Texts(set, TextResources.Vietnamese)
            .Concat(Texts(set, TextResources.English));

        Assert.All(translations, text =>
            Assert.False(HanCharacter().IsMatch(text.Value), $"{text.Key}: {text.Value}"));
    }

    [Fact]
    public void Keys_OverAllSets_AreUnique()
    {
        var keys = TextResources.SetNames.SelectMany(s => Texts(s, TextResources.Chinese).Keys);

        Assert.Empty(keys.GroupBy(k => k).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    private static Dictionary<string, string> Texts(string set, CultureInfo language) =>
        TextResources.ReadSet(set, language).Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string)e.Value!);

    private static IEnumerable<string> Arguments(string text) =>
        Placeholder().Matches(text).Select(m => m.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex HanCharacter();
}

using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using ApprovalFlows.Web.Resources;

namespace ApprovalFlows.Web.Tests.Resources;

public sealed partial class ResourceTests
{
    public static TheoryData<Type, string> Translations => new MatrixTheoryData<Type, string>(
        [
            typeof(SharedText), typeof(PublicText), typeof(ApplicantText), typeof(ReviewerText),
            typeof(AdministratorText), typeof(FormDesignText), typeof(HistoryText), typeof(PublishText),
            typeof(CalendarText), typeof(MessageText), typeof(StaffText), typeof(PaperText),
            typeof(MovementText), typeof(InboxText), typeof(RegisterText), typeof(DeskText), typeof(AccountText),
            typeof(SecondFactorText),
            typeof(WatcherText), typeof(BatchText), typeof(AssessmentText), typeof(SanctionText),
            typeof(AccountKeepingText),
        ],
        ["vi", "en"]);

    [Theory, MemberData(nameof(Translations))]
    public void Translation_EveryKey_ExistsInBothDirections(Type texts, string language)
    {
        var chinese = Read(texts, CultureInfo.InvariantCulture);

        var translated = Read(texts, CultureInfo.GetCultureInfo(language));

        Assert.Equal(chinese.Keys.Order(), translated.Keys.Order());
    }

    [Theory, MemberData(nameof(Translations))]
    public void Translation_EveryText_IsTranslated(Type texts, string language)
    {
        var translated = Read(texts, CultureInfo.GetCultureInfo(language));

        var untranslated = translated
            .Where(text => string.IsNullOrWhiteSpace(text.Value) || Chinese().IsMatch(text.Value));

        Assert.Empty(untranslated);
    }

    [Theory, MemberData(nameof(Translations))]
    public void Translation_EveryText_HasTheSamePlaceholders(Type texts, string language)
    {
        var chinese = Read(texts, CultureInfo.InvariantCulture);
        var translated = Read(texts, CultureInfo.GetCultureInfo(language));

        var different = chinese
            .Where(text => !Places(text.Value).SetEquals(Places(translated[text.Key])))
            .Select(text => text.Key);

        Assert.Empty(different);
    }

    [Fact]
    public void Neutral_EveryText_IsChinese()
    {
        var texts = Read(typeof(SharedText), CultureInfo.InvariantCulture);

        Assert.Equal("跨境务工审批系统", texts["Product.Name"]);
    }

    [Fact]
    public void Pages_EveryKeyTheyName_Exists()
    {
        var known = Translations.Select(row => row.Data.Item1).Distinct()
            .SelectMany(type => Read(type, CultureInfo.InvariantCulture).Keys).ToHashSet();

        var unknown = Sources().SelectMany(file => UsedKeys().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["key"].Value)
            .Where(key => !known.Contains(key));

        Assert.Empty(unknown);
    }

    private static Dictionary<string, string> Read(Type texts, CultureInfo culture)
    {
        var resources = new ResourceManager(texts);
        using var set = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<DictionaryEntry>().ToDictionary(text => (string)text.Key, text => (string)text.Value!);
    }

    private static HashSet<string> Places(string text) =>
        Place().Matches(text).Select(match => match.Value).ToHashSet();

    private static IEnumerable<string> Sources()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "ApprovalFlows.sln"))) root = root.Parent!;
        var web = Path.Combine(root.FullName, "src", "ApprovalFlows.Web");
        return new[] { "Components", "Localization", "Hosting" }
            .SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(web, folder), "*", SearchOption.AllDirectories));
    }

    [GeneratedRegex(@"\b(?:T|Shared|text)\[""(?<key>[A-Za-z0-9.]+)""")]
    private static partial Regex UsedKeys();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();
}

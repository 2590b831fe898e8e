using System.Globalization;

namespace ApprovalFlows.Web.Localization;

/// <summary>The languages every text exists in; the first one is the default.</summary>
public static class Languages
{
    public static readonly IReadOnlyList<Language> All =
    [
        new("zh-CN", "中文", "中"),
        new("vi", "Tiếng Việt", "VI"),
        new("en", "English", "EN"),
    ];

    public static Language Current =>
        All.FirstOrDefault(language => language.Matches(CultureInfo.CurrentUICulture)) ?? All[0];

    public static Language? Find(string? code) =>
        All.FirstOrDefault(language => language.Code == code);
}

public sealed record Language(string Code, string Name, string ShortName)
{
    public bool Matches(CultureInfo culture) =>
        culture.Name == Code || culture.TwoLetterISOLanguageName == Code[..2];
}

using System.Globalization;
using System.Text.Json.Serialization;

namespace ApprovalFlows.Core.Texts;

/// <summary>A name or text that comes from data, in the three languages.</summary>
public sealed record LocalText(
    [property: JsonRequired] string Zh,
    [property: JsonRequired] string Vi,
    [property: JsonRequired] string En)
{
    [JsonIgnore]
    public bool IsComplete =>
        !string.IsNullOrWhiteSpace(Zh)
        && !string.IsNullOrWhiteSpace(Vi)
        && !string.IsNullOrWhiteSpace(En);

    public static LocalText Of(string key) => new(
        TextResources.Find(key, TextResources.Chinese),
        TextResources.Find(key, TextResources.Vietnamese),
        TextResources.Find(key, TextResources.English));

    public string In(CultureInfo culture) =>
        culture.TwoLetterISOLanguageName switch
        {
            "vi" => Vi,
            "en" => En,
            _ => Zh,
        };

    public override string ToString() => In(CultureInfo.CurrentUICulture);
}

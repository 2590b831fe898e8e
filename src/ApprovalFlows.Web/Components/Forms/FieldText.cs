using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Core.Areas;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Web.Localization;
using ApprovalFlows.Web.Resources;
using Microsoft.Extensions.Localization;

namespace ApprovalFlows.Web.Components.Forms;

/// <summary>Values of a form as they are read, not typed.</summary>
public sealed class FieldText(DateWords dates, IStringLocalizer<SharedText> text)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public string Of(FormField field, JsonElement? value)
    {
        if (value is not { } known) return "";
        return field.Type switch
        {
            "date" when DateOnly.TryParse(known.ToString(), Invariant, out var day) => dates.Date(day),
            "money" when Number(known) is { } amount => text["Field.Money", amount.ToString("#,##0.##", Invariant)],
            // A year, say: four figures at most are read without a separator.
            "integer" when field.Max < 10_000 => known.ToString(),
            "integer" when Number(known) is { } count => count.ToString("#,##0", Invariant),
            "yesNo" => text[IsYes(known) ? "Field.Yes" : "Field.No"],
            "choice" or "worker" => Option(field, known.ToString()),
            "choices" when known.ValueKind == JsonValueKind.Array =>
                string.Join(
                    text["Field.Comma"],
                    known.EnumerateArray().Select(choice => Option(field, choice.ToString()))),
            "dateTime" when DateTimeOffset.TryParse(known.ToString(), Invariant, out var moment) =>
                dates.DateAndTime(moment),
            "areaCode" => Area(known.ToString()),
            _ => known.ToString(),
        };
    }

    private static string Option(FormField field, string value) =>
        field.Options?.FirstOrDefault(option => option.Value == value)?.Label.ToString() ?? value;

    private static string Area(string code) =>
        AreaRegister.Seed.Find(code) is { } area ? $"{area.Name} ({code})" : code;

    private static bool IsYes(JsonElement value) =>
        value.ToString().Equals("true", StringComparison.OrdinalIgnoreCase);

    private static decimal? Number(JsonElement value) =>
        decimal.TryParse(value.ToString(), NumberStyles.Number, Invariant, out var number)
            ? number
            : null;
}

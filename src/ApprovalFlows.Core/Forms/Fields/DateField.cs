using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>Calendar day, stored as yyyy-MM-dd.</summary>
internal sealed class DateField : IFieldType
{
    private const string Format = "yyyy-MM-dd";
    private const int YearMin = 1900;
    private const int YearMax = 2099;

    public string Name => "date";

    public JsonNode? Read(FieldInput input)
    {
        if (CleanText.Read(input) is not { } text)
            return null;
        var isDate = DateOnly.TryParseExact(
            IdentifierCheck.Clean(text), Format, CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var date);
        if (!isDate)
            return input.Refuse("Field.Date");
        return date.Year is < YearMin or > YearMax
            ? input.Refuse("Field.DateRange", YearMin, YearMax)
            : JsonValue.Create(date.ToString(Format, CultureInfo.InvariantCulture));
    }
}

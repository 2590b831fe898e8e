using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Forms.Fields;

/// <summary>A moment, stored with its offset. Without one it is meant in the time of China.</summary>
internal sealed class DateTimeField : IFieldType
{
    private const int YearMin = 1900;
    private const int YearMax = 2099;

    // What a browser's control sends, and what a program writes.
    private static readonly string[] Local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];
    private static readonly string[] WithOffset =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    public string Name => "dateTime";

    public JsonNode? Read(FieldInput input)
    {
        if (CleanText.Read(input) is not { } text)
            return null;
        if (Parse(IdentifierCheck.Clean(text)) is not { } moment)
            return input.Refuse("Field.DateTime");
        return moment.Year is < YearMin or > YearMax
            ? input.Refuse("Field.DateRange", YearMin, YearMax)
            : JsonValue.Create(moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    /// <summary>The moment that a text of this field stands for.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        if (DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return new DateTimeOffset(local, ChinaTime.Offset);
        return DateTimeOffset.TryParseExact(
            text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Forms.Fields;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>A rule with the values it looks at, as the fields have read them.</summary>
public sealed record FormRuleInput(
    FormRule Rule, FormDefinition Form, JsonObject Values, FormContext Context, FormErrors Errors)
{
    /// <summary>What the applicant should look at again.</summary>
    public FormErrors Warnings { get; init; } = new();


    public LocalText Label(string field) => Form.FindField(field)!.Label;

    public string? Text(string? field) =>
        field is not null && Values[field] is JsonValue value && value.TryGetValue(out string? text)
            ? text
            : null;

    public long? Integer(string? field) =>
        field is not null && Values[field] is JsonValue value && value.TryGetValue(out long number)
            ? number
            : null;

    public DateOnly? Date(string? field) =>
        Text(field) is { } text
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, 0, out var date)
            ? date
            : null;

    public DateTimeOffset? Moment(string? field) => Text(field) is { } text ? DateTimeField.Parse(text) : null;

    public decimal? Amount(string field) =>
        Values[field] is JsonValue value && value.TryGetValue(out decimal amount) ? amount : null;

    /// <summary>Whether the field has this answer, alone or among several; a yes is "true".</summary>
    public bool Has(string field, string answer) => Values[field] switch
    {
        JsonArray several => several.Any(one => one?.ToString() == answer),
        { } one => one.ToString().Equals(answer, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>The rows of a list; none when the list is missing.</summary>
    public IEnumerable<JsonObject> Items(string field) =>
        Values[field] is JsonArray items ? items.OfType<JsonObject>() : [];

    public void Refuse(string key, params object[] args) => RefuseAt(Rule.Field, key, args);

    public void RefuseAt(string field, string key, params object[] args) =>
        Errors.Add(field, new Sentence(key, args));
}

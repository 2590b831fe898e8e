using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Web.Components.Shared;

namespace ApprovalFlows.Web.Components.Forms;

/// <summary>A form on its way: what is filled in, which files are in which slot, what is wrong.</summary>
public sealed record FormState(FormDefinition Form, Submission Content)
{
    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement(new { });

    public IReadOnlyDictionary<Guid, FormFile> Files { get; init; } = new Dictionary<Guid, FormFile>();
    public RuleViolation? Refusal { get; init; }

    /// <summary>What an office wants to have corrected, by field.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = new Dictionary<string, string>();

    public static Submission Empty { get; } =
        new(Nothing, new Dictionary<string, IReadOnlyList<Guid>>());

    public JsonElement? ValueOf(string field) =>
        Content.Values.ValueKind == JsonValueKind.Object
        && Content.Values.TryGetProperty(field, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>With these values filled in; null where there are none.</summary>
    public Submission? WithValues(IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == 0) return null;
        var filled = JsonNode.Parse(Content.Values.GetRawText())!.AsObject();
        foreach (var (name, value) in values) filled[name] = value;
        return Content with { Values = JsonSerializer.SerializeToElement(filled) };
    }

    public string? ErrorOf(string path) => Refusal.Of(path);

    public string? NoteOf(string path) => Notes.GetValueOrDefault(path);

    public IEnumerable<FormFile> FilesIn(string slot) =>
        (Content.Attachments.GetValueOrDefault(slot) ?? [])
            .Select(id => Files.GetValueOrDefault(id)).OfType<FormFile>();

    public bool HasErrorsIn(FormSection section) => Refusal is not null
        && Refusal.Errors.Keys.Any(key => section.Fields.Any(field => Concerns(key, field.Name))
            || section.Attachments.Any(slot => key == "attachments." + slot.Name));

    /// <summary>Whether everything that must be filled in is filled in; right or wrong is another question.</summary>
    public bool IsFilled(FormSection section) =>
        section.Fields.All(field => !field.Required || HasValue(field))
        && section.Attachments.All(slot => !slot.Required || FilesIn(slot.Name).Any());

    private bool HasValue(FormField field) => ValueOf(field.Name) is { } value
        && (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > 0)
        && value.ValueKind != JsonValueKind.False && !IsText(value, "false");

    private static bool IsText(JsonElement value, string text) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    private static bool Concerns(string key, string field) =>
        key == field || key.StartsWith(field + "[", StringComparison.Ordinal);
}

public sealed record FormFile(Guid Id, string FileName, string ContentType, long Size);

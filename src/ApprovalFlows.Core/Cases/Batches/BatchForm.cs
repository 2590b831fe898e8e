using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Forms.Fields;
using ApprovalFlows.Core.Forms.Rules;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Cases.Batches;

/// <summary>The form of a matter about one worker, as a batch sees it.</summary>
public static class BatchForm
{
    /// <summary>A number of a paper of the worker's own: where the row leaves it out, the register is asked.</summary>
    private const string Certificate = "certificate";

    /// <summary>What rows may have in common: all but the worker, and the numbers of papers that each has of its own.
    /// What the rows give need not be filled in here.</summary>
    public static FormDefinition SharedPart(this FormDefinition form) => form with
    {
        Sections = [.. form.Sections
            .Select(section => section with
            {
                Fields = [.. section.Fields.Where(IsShared)],
            })
            .Where(section => section.Fields.Count + section.Attachments.Count > 0)],
    };

    /// <summary>What a row of a file may give.</summary>
    public static IEnumerable<FormField> RowFields(this FormDefinition form) =>
        form.AllFields().Where(field => field.Type != "list")
            .OrderBy(field => field == form.FindWorkerField() ? 0 : 1);

    /// <summary>What every row would lack: told once, at its field, before there are rows.</summary>
    public static FormErrors LackedByAll(
        this FormDefinition form, JsonElement shared, IEnumerable<string> columns,
        IReadOnlyDictionary<string, IReadOnlyList<FormAttachment>> files)
    {
        var errors = new FormErrors();
        var given = columns.ToHashSet();
        foreach (var field in form.AllFields().Where(field => IsShared(field) && !given.Contains(field.Name)))
        {
            var has = shared.TryGetProperty(field.Name, out var value)
                && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
                && value.ToString().Length > 0;
            if (field.Required && !has) errors.Add(field.Name, new Sentence("Field.Required", field.Label));
            else if (field.MustBe == true && has && value.ToString() is "False" or "false")
                errors.Add(field.Name, new Sentence("Field.MustAgree", field.Label));
        }

        AttachmentCheck.Run(form, files, errors);
        return errors;
    }

    /// <summary>Whether the form asks for the number of a paper, by itself or because of another answer.</summary>
    public static bool AsksForPaper(this FormDefinition form, FormField field, JsonObject values) =>
        field is { Type: Certificate, Paper: not null } && values[field.Name] is null
        && (field.Required || form.Rules.Any(rule => rule.Kind == RequiredIfRule.Name
            && rule.Field == field.Name && values[rule.Other!]?.ToString() == rule.Value));

    private static bool IsShared(FormField field) =>
        field.Type is not (WorkerField.TypeName or Certificate);
}

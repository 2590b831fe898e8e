using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Web.Components.Forms;

/// <summary>
/// Reads a posted page form. Values are named <c>v.field</c> and <c>v.list[0].column</c>, files that are
/// already here <c>a.slot</c>, files that come along <c>file.slot</c>.
/// </summary>
public static class PostedForm
{
    public static Submission Read(FormDefinition form, IFormCollection post)
    {
        var values = ReadFields(form.AllFields(), post, "v.");
        var attachments = new Dictionary<string, IReadOnlyList<Guid>>();
        foreach (var slot in form.AllAttachments())
        {
            var ids = post["a." + slot.Name].Take(AttachmentLimits.MaxPerCase)
                .Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)
                .Where(id => id != Guid.Empty).Distinct().ToList();
            if (ids.Count > 0) attachments[slot.Name] = ids;
        }
        return new Submission(JsonSerializer.SerializeToElement(values), attachments);
    }

    /// <summary>Does what a button of a list asks for: <c>row:add:posts</c>, <c>row:remove:posts:1</c>.</summary>
    public static Submission ChangeRows(Submission content, string action)
    {
        var words = action.Split(':');
        var values = JsonSerializer.Deserialize<JsonObject>(content.Values)!;
        if (words.Length < 3) return content;
        if (values[words[2]] is not JsonArray rows) values[words[2]] = rows = [];
        if (words[1] == "add" && rows.Count < FormLimits.AnyItemsMax) rows.Add(new JsonObject());
        else if (words.Length == 4 && int.TryParse(words[3], out var row) && row >= 0 && row < rows.Count)
            rows.RemoveAt(row);
        return content with { Values = JsonSerializer.SerializeToElement(values) };
    }

    private static JsonObject ReadFields(IEnumerable<FormField> fields, IFormCollection post, string prefix)
    {
        var values = new JsonObject();
        foreach (var field in fields)
        {
            if (ReadField(field, post, prefix + field.Name) is { } value) values[field.Name] = value;
        }
        return values;
    }

    private static JsonNode? ReadField(FormField field, IFormCollection post, string name)
    {
        if (field.Type == "list") return ReadRows(field, post, name);
        if (field.Type == "choices")
        {
            var choices = post[name].Take(FormLimits.OptionsMax);
            return new JsonArray([.. choices.Select(choice => JsonValue.Create(choice))]);
        }

        if (field.Type == "yesNo") return JsonValue.Create(post[name] == "true");
        return post[name].ToString() is { Length: > 0 } text && !string.IsNullOrWhiteSpace(text)
            ? JsonValue.Create(text)
            : null;
    }

    private static JsonArray ReadRows(FormField list, IFormCollection post, string name)
    {
        var rows = new JsonArray();
        for (var index = 0; index < FormLimits.AnyItemsMax; index++)
        {
            var prefix = $"{name}[{index}].";
            if (!list.Columns!.Any(column => post.ContainsKey(prefix + column.Name))) break;
            var row = ReadFields(list.Columns!, post, prefix);
            if (row.Count > 0) rows.Add(row);
        }
        return rows;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Web.Components.Forms;

/// <summary>How the fields of a form are called where the form itself is not shown.</summary>
public static partial class FormWords
{
    private const string AttachmentPrefix = "attachments.";

    /// <summary>Fields and files one can ask to have corrected.</summary>
    public static IEnumerable<(string Name, string Label)> Labels(this FormDefinition form) =>
        form.AllFields().Select(field => (field.Name, field.Label.ToString()))
            .Concat(form.AllAttachments().Select(slot => (AttachmentPrefix + slot.Name, slot.Label.ToString())));

    /// <summary>Of <c>headcount</c>, <c>posts[0].count</c> or <c>attachments.businessLicence</c>.</summary>
    public static string? LabelOf(this FormDefinition form, string key)
    {
        if (key.StartsWith(AttachmentPrefix, StringComparison.Ordinal))
            return form.FindAttachment(key[AttachmentPrefix.Length..])?.Label.ToString();
        var match = Cell().Match(key);
        if (!match.Success) return form.FindField(key)?.Label.ToString();
        var list = form.FindField(match.Groups["list"].Value);
        var column = list?.Columns?.FirstOrDefault(field => field.Name == match.Groups["column"].Value);
        var row = int.Parse(match.Groups["row"].Value, CultureInfo.InvariantCulture) + 1;
        return list is null ? null : $"{list.Label} {row} {column?.Label}";
    }

    [GeneratedRegex(@"^(?<list>\w+)\[(?<row>\d{1,4})\](?:\.(?<column>\w+))?$")]
    private static partial Regex Cell();
}

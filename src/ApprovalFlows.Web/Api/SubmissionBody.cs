using System.Text.Json;
using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Web.Api;

/// <summary>Reads <c>{ values: {…}, attachments: { slot: [id] } }</c>.</summary>
public static class SubmissionBody
{
    public static Submission Read(JsonElement body)
    {
        var fields = new Fields(body);
        var submission = ReadFields(fields);
        fields.MustBeRight();
        return submission;
    }

    /// <summary>The same as part of a larger body, whose reader says when all of it is read.</summary>
    public static Submission ReadFields(Fields fields)
    {
        var values = fields.Object("values", required: true);
        var attachments = new Dictionary<string, IReadOnlyList<Guid>>();
        if (fields.Object("attachments") is { } slots)
        {
            foreach (var slot in slots.EnumerateObject())
            {
                if (ReadIds(slot.Value) is { } ids) attachments[slot.Name] = ids;
                else fields.Fail($"attachments.{slot.Name}", "[\"id\", …]");
            }
        }

        return new Submission(values ?? default, attachments);
    }

    private static List<Guid>? ReadIds(JsonElement slot)
    {
        if (slot.ValueKind != JsonValueKind.Array) return null;
        var ids = new List<Guid>();
        foreach (var item in slot.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || !item.TryGetGuid(out var id)) return null;
            ids.Add(id);
        }

        return ids;
    }
}

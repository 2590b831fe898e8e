using System.Globalization;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Batches;

namespace ApprovalFlows.Web.Components.Pages.Reviewer;

/// <summary>The rows that are ticked, as the form of the list posts them: task and revision.</summary>
internal static class InboxSelection
{
    public const string Name = "select";

    public static string ValueOf(InboxItem item) =>
        string.Create(CultureInfo.InvariantCulture, $"{item.Id}:{item.Revision}");

    public static BatchOrder Read(IFormCollection form) => new(
        form["act"].ToString() switch
        {
            "claim" => BatchAct.Claim,
            "release" => BatchAct.Release,
            _ => BatchAct.Decide,
        },
        form["outcome"].ToString(),
        form["opinion"].ToString(),
        [.. form[Name].Select(Read).OfType<SelectedTask>()]);

    private static SelectedTask? Read(string? value)
    {
        var parts = value?.Split(':') ?? [];
        return parts.Length == 2 && Guid.TryParse(parts[0], out var id)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? new SelectedTask(id, revision)
            : null;
    }
}

internal static class InboxWords
{
    /// <summary>A count as it is shown: what is not counted to its end has a plus.</summary>
    public static string Count(int count) => count < InboxLimits.MaxCount
        ? count.ToString(CultureInfo.CurrentCulture)
        : string.Create(CultureInfo.CurrentCulture, $"{InboxLimits.MaxCount - 1}+");
}

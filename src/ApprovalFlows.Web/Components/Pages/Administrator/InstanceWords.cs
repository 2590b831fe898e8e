using ApprovalFlows.Core.Instances;
using ApprovalFlows.Web.Components.Shared;
using ApprovalFlows.Workflows;

namespace ApprovalFlows.Web.Components.Pages.Administrator;

/// <summary>How the state of a flow is told to a person: by key, colour and icon.</summary>
internal static class InstanceWords
{
    public static IReadOnlyList<WorkflowSubStatus> States { get; } =
    [
        WorkflowSubStatus.Faulted,
        WorkflowSubStatus.Suspended,
        WorkflowSubStatus.Executing,
        WorkflowSubStatus.Finished,
        WorkflowSubStatus.Cancelled,
    ];

    public static Tone ToneOf(WorkflowSubStatus status) => status switch
    {
        WorkflowSubStatus.Faulted => Tone.Bad,
        WorkflowSubStatus.Finished => Tone.Good,
        WorkflowSubStatus.Cancelled => Tone.Closed,
        _ => Tone.Neutral,
    };

    public static string IconOf(WorkflowSubStatus status) => status switch
    {
        WorkflowSubStatus.Faulted => "alert-triangle",
        WorkflowSubStatus.Suspended => "clock-pause",
        WorkflowSubStatus.Finished => "circle-check",
        WorkflowSubStatus.Cancelled => "circle-minus",
        _ => "progress",
    };

    public static string TitleOf(InstanceItem item) =>
        item.Name ?? item.DefinitionName ?? item.DefinitionId;

    /// <summary>Key of the word for a journal entry; null when it has none of its own.</summary>
    public static string? EventKey(string eventName) => eventName switch
    {
        "Started" or "Completed" or "Suspended" or "Resumed" or "Faulted" or "Canceled" => "Journal." + eventName,
        _ when eventName.StartsWith("Alteration ", StringComparison.Ordinal) =>
            "Journal.Alteration",
        "Workflow cancelled" => "Journal.Canceled",
        _ => null,
    };

    public static Tone ToneOf(string eventName) => eventName switch
    {
        "Faulted" => Tone.Bad,
        "Completed" => Tone.Good,
        "Canceled" or "Workflow cancelled" => Tone.Closed,
        _ when eventName.StartsWith("Alteration ", StringComparison.Ordinal) => Tone.Soon,
        _ => Tone.Neutral,
    };
}

using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>
/// Does the engine's own messages of the outbox, in a unit of work the host commits. Messages of
/// other kinds (HTTP, mail) are for the host.
/// </summary>
public sealed class OutboxWork(IWorkflowStore store, WorkflowRuntime runtime, StimulusSender sender)
{
    public const string DispatchKind = "dispatch-workflow";
    public const string EventKind = "publish-event";
    public const string ResumeKind = "resume-parent";

    /// <summary>For the host: send a request, then resume with the answer.</summary>
    public const string HttpKind = "http-request";

    /// <summary>For the host: send a mail.</summary>
    public const string MailKind = "send-email";

    /// <summary>For the host: a task that waits for its result.</summary>
    public const string TaskKind = "run-task";

    /// <summary>True for the kinds that <see cref="RunAsync"/> does; the others are for the host.</summary>
    public static bool Knows(string kind) => kind is DispatchKind or EventKind or ResumeKind;

    /// <summary>Anything but <see cref="OutboxResult.Done"/>: the host keeps the message and tries again.</summary>
    public async Task<OutboxResult> RunAsync(OutboxMessage message, CancellationToken ct = default)
    {
        var payload = JsonRead.Parse(message.Payload);
        switch (message.Kind)
        {
            case DispatchKind:
                await DispatchAsync(payload, message, ct);
                return OutboxResult.Done;
            case EventKind:
                return await PublishAsync(payload, message.IsKept, ct);
            case ResumeKind:
                await ResumeAsync(payload, ct);
                return OutboxResult.Done;
            default:
                throw new ArgumentException($"The engine does not know messages of kind '{message.Kind}'.");
        }
    }

    // The instance id is fixed when the message is written, so that doing it twice starts one child.
    private async Task DispatchAsync(JsonObject payload, OutboxMessage message, CancellationToken ct)
    {
        var instanceId = payload.Text("InstanceId")!;
        if (await store.FindInstanceAsync(instanceId, ct) is not null)
            return;
        await runtime.StartAsync(
            new StartRequest
            {
                DefinitionId = payload.Text("DefinitionId")!,
                InstanceId = instanceId,
                CorrelationId = payload.Text("CorrelationId"),
                ParentInstanceId = message.InstanceId,
                Input = Decode(payload.Object("Input")),
                Properties = Decode(payload.Object("Properties")),
            },
            ct);
    }

    // Elsa: StimulusSender.cs — it is kept although it started something, and then only resumes.
    private async Task<OutboxResult> PublishAsync(JsonObject payload, bool resumesOnly, CancellationToken ct)
    {
        var stimulus = StimulusSender.EventOf(
            payload.Text("EventName")!,
            ValueCodec.Decode(payload["Payload"]),
            payload.Text("CorrelationId"),
            payload.Text("InstanceId"));
        var result = await sender.SendAsync(stimulus with { ResumesOnly = resumesOnly }, ct);
        return result.Resumed.Count > 0 ? OutboxResult.Done
            : result.Started.Count > 0 ? OutboxResult.StartedOnly
            : OutboxResult.NobodyWaits;
    }

    // A parent that does not wait (any more) is never told: there is nothing to try again.
    private async Task ResumeAsync(JsonObject payload, CancellationToken ct) =>
        await sender.SendAsync(
            new Stimulus(payload.Text("Name")!, payload.Object("Stimulus"))
            {
                Hash = payload.Text("Hash"),
                InstanceId = payload.Text("InstanceId"),
                Input = Decode(payload.Object("Input")),
            },
            ct);

    internal static Dictionary<string, object?> Decode(JsonObject? values) =>
        values?.ToDictionary(pair => pair.Key, pair => ValueCodec.Decode(pair.Value)) ?? [];

    internal static JsonObject Encode(IEnumerable<KeyValuePair<string, object?>> values)
    {
        var json = new JsonObject();
        foreach (var (name, value) in values)
            json[name] = ValueCodec.Encode(value);
        return json;
    }
}

/// <summary>What came of a message.</summary>
public enum OutboxResult
{
    Done,

    /// <summary>Nobody waits yet.</summary>
    NobodyWaits,

    /// <summary>It started something, but resumed nobody: kept for a while, as Elsa's queue does.</summary>
    StartedOnly,
}

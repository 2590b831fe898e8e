using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Http;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>Something that happened; it starts definitions and resumes instances that wait for it.</summary>
public sealed record Stimulus(string Name, object? Payload)
{
    /// <summary>The hash, when it was computed before.</summary>
    public string? Hash { get; init; }
    public string? CorrelationId { get; init; }
    public string? InstanceId { get; init; }
    public string? ActivityInstanceId { get; init; }
    public IReadOnlyDictionary<string, object?> Input { get; init; } = NoInput.Value;
    public HttpRequestData? Http { get; init; }

    /// <summary>True: nothing is started, only who waits is resumed.</summary>
    public bool ResumesOnly { get; init; }
}

/// <summary>The bursts a stimulus caused.</summary>
public sealed record StimulusResult(IReadOnlyList<BurstResult> Started, IReadOnlyList<BurstResult> Resumed)
{
    /// <summary>False when nothing waited: the host may try again later.</summary>
    public bool WasDelivered => Resumed.Count > 0 || Started.Count > 0;
}

/// <summary>Delivers stimuli (Elsa: StimulusSender.cs). All bursts belong to the current unit of work.</summary>
public sealed class StimulusSender(IWorkflowStore store, WorkflowRuntime runtime, WorkflowStarter starter)
{
    public Task<StimulusResult> PublishEventAsync(
        string eventName,
        object? payload = null,
        string? correlationId = null,
        string? instanceId = null,
        CancellationToken ct = default) =>
        SendAsync(EventOf(eventName, payload, correlationId, instanceId), ct);

    internal static Stimulus EventOf(
        string eventName, object? payload, string? correlationId, string? instanceId) =>
        new(Event.StimulusName, new EventStimulus(eventName))
        {
            CorrelationId = string.IsNullOrWhiteSpace(correlationId) ? null : correlationId,
            InstanceId = instanceId,
            Input = new Dictionary<string, object?> { [Event.PayloadKey] = payload },
        };

    /// <summary>Starts what the stimulus triggers, then resumes everything that waits for it.</summary>
    public async Task<StimulusResult> SendAsync(Stimulus stimulus, CancellationToken ct = default)
    {
        var hash = stimulus.Hash ?? StimulusHash.Compute(stimulus.Name, stimulus.Payload);
        var started = new List<BurstResult>();
        if (stimulus is { ResumesOnly: false, InstanceId: null, ActivityInstanceId: null })
            foreach (var trigger in await store.FindTriggersAsync(hash, ct))
                if (await StartAsync(trigger, stimulus, ct) is { } result)
                    started.Add(result);
        // Looked for afterwards: what has just been started may already wait for the same.
        var waiting = await store.FindBookmarksAsync(
            new BookmarkFilter
            {
                Hash = hash,
                CorrelationId = stimulus.CorrelationId,
                InstanceId = stimulus.InstanceId,
                ActivityInstanceId = stimulus.ActivityInstanceId,
            },
            ct);
        var resumed = new List<BurstResult>();
        foreach (var bookmark in waiting)
            if (await ResumeAsync(bookmark, stimulus, ct) is { } result)
                resumed.Add(result);
        return new StimulusResult(started, resumed);
    }

    private async Task<BurstResult?> StartAsync(
        StoredTrigger trigger, Stimulus stimulus, CancellationToken ct)
    {
        var request = new StartRequest
        {
            DefinitionId = trigger.DefinitionId,
            CorrelationId = stimulus.CorrelationId,
            TriggerActivityId = trigger.ActivityId,
            Input = stimulus.Input,
            Http = stimulus.Http,
        };
        return await starter.StartAsync(request, ct);
    }

    private async Task<BurstResult?> ResumeAsync(
        StoredBookmark bookmark, Stimulus stimulus, CancellationToken ct)
    {
        try
        {
            return await runtime.ResumeAsync(
                new ResumeRequest
                {
                    InstanceId = bookmark.InstanceId,
                    BookmarkId = bookmark.Id,
                    Input = stimulus.Input,
                    Http = stimulus.Http,
                },
                ct);
        }
        catch (NotWaitingException)
        {
            // An earlier burst of this very stimulus may have used the bookmark up.
            return null;
        }
    }
}

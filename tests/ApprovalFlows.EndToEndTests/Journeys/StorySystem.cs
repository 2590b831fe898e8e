namespace ApprovalFlows.EndToEndTests.Journeys;

/// <summary>A server for one story alone: other journeys have certificates of the same firms.</summary>
public sealed class StorySystem : IAsyncDisposable
{
    public RunningSystem System { get; } = new();

    public ValueTask DisposeAsync() => System.DisposeAsync();
}

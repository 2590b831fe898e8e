using System.Net;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>A body that keeps its server reading until it is told to go on.</summary>
internal sealed class SlowContent(byte[] body) : HttpContent
{
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the server asks for the body.</summary>
    public Task Started => started.Task;

    public void Release() => release.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        started.TrySetResult();
        await release.Task;
        await stream.WriteAsync(body);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}

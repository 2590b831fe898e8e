namespace ApprovalFlows.Benchmarks.Load;

/// <summary>What one person does again and again.</summary>
internal abstract class VirtualUser(Visitor visitor) : IDisposable
{
    public Random Random => visitor.Random;

    protected Visitor Visitor => visitor;

    public abstract Task SignInAsync();

    public abstract Task ActAsync(Latencies latencies);

    public void Dispose() => visitor.Dispose();

    protected Task<HttpResponseMessage> OpenAsync(Latencies latencies, string kind, string page) =>
        latencies.TimeAsync($"page {kind}", () => visitor.OpenAsync(page));
}

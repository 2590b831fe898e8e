using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>Somebody outside who takes requests of flows and remembers with which keys they came.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<(string Instance, string Key)> received = new();
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task hold;
    private readonly Task running;

    /// <param name="answerAfter">No request is answered before.</param>
    public Receiver(Task? answerAfter = null)
    {
        hold = answerAfter ?? Task.CompletedTask;
        var port = FreePort();
        Address = new Uri($"http://127.0.0.1:{port}/");
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        running = RunAsync();
    }

    public Uri Address { get; }

    /// <summary>Completes with the first request.</summary>
    public Task Arrived => arrived.Task;

    /// <summary>Keys of all deliveries, by the instance that the address names.</summary>
    public ILookup<string, string> Deliveries => received.ToLookup(item => item.Instance, item => item.Key);

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await running;
        listener.Close();
    }

    private async Task RunAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                received.Enqueue((
                    context.Request.Url!.AbsolutePath.Trim('/'),
                    context.Request.Headers["Idempotency-Key"] ?? ""));
                arrived.TrySetResult();
                await hold;
                context.Response.StatusCode = 200;
                context.Response.Close();
            }
            catch (Exception broken) when (broken is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The node that asked was killed, or the test is over.
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Tests.Outgoing;

/// <summary>Requests of flows with a listener that would answer them, if they got there.</summary>
public sealed class HttpChannelTests : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;
    private readonly ApprovalFlowsOptions options = new();
    private string head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private int connections;

    public HttpChannelTests()
    {
        listener.Start();
        serving = ServeAsync();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Dispose();
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/x")]
    [InlineData("http://localhost:{0}/x")]
    public async Task Send_ToAnInnerAddress_NeverConnectsUnlessAllowed(string address)
    {
        Allow("127.0.0.1:*", "localhost:*");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(address));
        var before = connections;
        options.OutgoingHttp.AllowPrivateAddresses = true;
        var answer = await SendAsync(address);

        Assert.Contains("inner network", refusal.Message);
        Assert.Equal((0, 1), (before, connections));
        Assert.NotNull(answer);
    }

    [Theory]
    [InlineData("http://127.0.0.1/x", "other.example")]
    [InlineData("http://2130706433:{0}/x", "2130706433:*")]
    [InlineData("http://0x7f.0.0.1:{0}/x", "0x7f.0.0.1:*")]
    [InlineData("http://017700000001:{0}/x", "017700000001:*")]
    [InlineData("http://somebody:secret@127.0.0.1:{0}/x", "127.0.0.1:*")]
    [InlineData("http://127.0.0.1:{0}/x", "127.0.0.1")]
    [InlineData("http://127.0.0.1:{0}/x", "127.0.0.1:1")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/x", "127.0.0.1:*")]
    [InlineData("file:///etc/passwd", "")]
    [InlineData("ftp://127.0.0.1:{0}/x", "127.0.0.1:*")]
    [InlineData("//127.0.0.1:{0}/x", "127.0.0.1:*")]
    [InlineData("nonsense", "nonsense")]
    public async Task Send_ToWhatIsNotAllowedByName_IsRefusedWithoutASecret(string address, string allowed)
    {
        Allow(allowed);
        options.OutgoingHttp.AllowPrivateAddresses = true;

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(address));

        Assert.Contains("AllowedHosts", refusal.Message);
        Assert.DoesNotContain("secret", refusal.Message);
        Assert.Equal(0, connections);
    }

    [Fact]
    public async Task Send_AnswerThatLeadsElsewhere_IsNotFollowed()
    {
        Allow("127.0.0.1:*");
        options.OutgoingHttp.AllowPrivateAddresses = true;
        head = $"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{Port}/secret\r\n"
            + "Content-Length: 0\r\nConnection: close\r\n\r\n";

        var answer = await SendAsync("http://127.0.0.1:{0}/x");

        Assert.NotNull(answer);
        Assert.Equal(1, connections);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::")]
    public void Address_OfAnInnerNetwork_IsKnown(string address) =>
        Assert.True(OutgoingGuard.IsInner(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("2606:4700::1111")]
    public void Address_OfTheOpenInternet_IsNotTakenForOne(string address) =>
        Assert.False(OutgoingGuard.IsInner(IPAddress.Parse(address)));

    private void Allow(params string[] hosts)
    {
        foreach (var host in hosts) options.OutgoingHttp.AllowedHosts.Add(host);
    }

    private async Task<OutboxAnswer?> SendAsync(string address)
    {
        await using var services = new ServiceCollection()
            .AddApprovalCore(new ApprovalFlowsOptions(), "Data Source=:memory:", Path.GetTempPath())
            .AddSingleton(Options.Create(options))
            .BuildServiceProvider();
        var payload = JsonSerializer.Serialize(new
        {
            Url = address.Replace("{0}", $"{Port}", StringComparison.Ordinal),
            Method = "GET",
            Content = (string?)null,
            ContentType = (string?)null,
            Headers = new { },
            Authorization = (string?)null,
            BookmarkId = "b",
        });
        return await services.GetRequiredService<HttpChannel>().SendAsync(
            new OutboxMessage("m", OutboxWork.HttpKind, "i", "a", payload, default), Cancellation);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(CancellationToken.None);
                connections++;
                var stream = client.GetStream();
                await stream.ReadAtLeastAsync(new byte[16], 16, throwOnEndOfStream: false);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
            }
            catch (Exception ended) when (ended is SocketException or InvalidOperationException or IOException)
            {
                return;
            }
        }
    }
}

using System.Threading.RateLimiting;
using ApprovalFlows.Core;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Web.Api;

/// <summary>Refuses a flood of requests to flows: anybody may call an open endpoint.</summary>
public sealed class FlowLimiter(IOptions<ApprovalFlowsOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> addresses = PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetFixedWindowLimiter(
            address,
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = options.Value.IncomingHttp.RequestsPerSecondAndAddress,
                Window = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));

    public bool MayPass(HttpContext context) =>
        addresses.AttemptAcquire(context.Connection.RemoteIpAddress?.ToString() ?? "").IsAcquired;

    public void Dispose() => addresses.Dispose();
}

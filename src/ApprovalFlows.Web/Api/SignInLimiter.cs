using System.Threading.RateLimiting;

namespace ApprovalFlows.Web.Api;

/// <summary>Slows down guessing: failed sign-ins are counted per name and per address.</summary>
public sealed class SignInLimiter : IDisposable
{
    public const int FailuresPerNameAndMinute = 10;
    public const int FailuresPerAddressAndMinute = 60;

    private readonly PartitionedRateLimiter<string> names = Limiter(FailuresPerNameAndMinute);
    private readonly PartitionedRateLimiter<string> addresses = Limiter(FailuresPerAddressAndMinute);

    public bool MayTry(string address, string userName) =>
        names.AttemptAcquire(Key(address, userName), 0).IsAcquired
        && addresses.AttemptAcquire(address, 0).IsAcquired;

    public void CountFailure(string address, string userName)
    {
        names.AttemptAcquire(Key(address, userName)).Dispose();
        addresses.AttemptAcquire(address).Dispose();
    }

    public void Dispose()
    {
        names.Dispose();
        addresses.Dispose();
    }

    private static string Key(string address, string userName) =>
        $"{address} {userName.ToUpperInvariant()}";

    private static PartitionedRateLimiter<string> Limiter(int permits) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
            key,
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = permits,
                Window = TimeSpan.FromMinutes(1),
                QueueLimit = 0,
            }));
}

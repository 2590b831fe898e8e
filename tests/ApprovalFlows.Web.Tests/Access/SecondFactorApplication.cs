using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Accounts.SecondFactors;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace ApprovalFlows.Web.Tests.Access;

/// <summary>The program, and telephones whose clock a test moves.</summary>
public sealed class SecondFactorApplication : TestApplication
{
    private readonly FakeClock real = new(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What a telephone shows for the secret; one step later than the last time it was asked.</summary>
    public string NextCode(string secret)
    {
        real.Advance(TimeSpan.FromSeconds(30));
        return new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(real.GetUtcNow().UtcDateTime);
    }

    /// <summary>Turns the second factor of an account on; what the telephone and the paper then hold.</summary>
    public async Task<(string Secret, IReadOnlyList<string> RecoveryCodes)> GuardAsync(string userName)
    {
        await using var scope = Services.CreateAsyncScope();
        var id = await IdAsync(userName);
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor =
            (await scope.ServiceProvider.GetRequiredService<ActorService>().FindAsync(id, Cancellation))!;
        var service = scope.ServiceProvider.GetRequiredService<SecondFactorService>();
        var offer = await service.BeginAsync(Password, Cancellation);
        return (offer.Secret, await service.ConfirmAsync(
            offer.Ticket, NextCode(offer.Secret), Guid.Empty, Cancellation));
    }

    public Task<Guid> IdAsync(string userName) => ReadAsync(db => db.Users
        .Where(user => user.UserName == userName).Select(user => user.Id).SingleAsync(Cancellation));

    public async Task<T> ReadAsync<T>(Func<AppDbContext, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton(new RealTime(real)));
    }
}

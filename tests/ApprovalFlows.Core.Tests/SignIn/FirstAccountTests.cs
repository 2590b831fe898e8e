using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Seeding;
using ApprovalFlows.Core.Tests.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.SignIn;

public sealed class FirstAccountTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Make_WithACommonPassword_EndsTheStartWithTheReasonAndMakesNobody()
    {
        await using var host = await CoreHost.StartAsync(CoreHost.ConfiguredKind);

        var failure = await Assert.ThrowsAsync<FirstPasswordException>(() => host.Work.RunAsync<FirstAccount>(
            null, first => first.MakeAsync("Password2026!", Cancellation), Cancellation));
        await host.Work.RunAsync<FirstAccount>(
            null, first => first.MakeAsync("three green boats", Cancellation), Cancellation);

        Assert.Contains("too common", failure.Message);
        Assert.DoesNotContain("Password2026!", failure.Message);
        Assert.Equal(
            ["admin"],
            await host.ReadAsync<AppDbContext, List<string?>>(
                db => db.Users.Select(user => user.UserName).ToListAsync(Cancellation)));
    }
}

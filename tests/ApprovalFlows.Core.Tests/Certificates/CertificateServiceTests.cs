using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Tests.Flows;

namespace ApprovalFlows.Core.Tests.Certificates;

public sealed class CertificateServiceTests : IAsyncLifetime
{
    private EmployerFlow flow = null!;
    private string number = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        flow = await EmployerFlow.StartAsync("2026-03-16 09:00");
        number = (await flow.PassToTheEndAsync(await flow.SubmitAsync())).CertificateNumber!;
    }

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Theory]
    [InlineData("2026-03-16 09:00", CertificateState.Valid)]
    [InlineData("2027-03-15 23:59:59", CertificateState.Valid)]
    [InlineData("2027-03-16 00:00", CertificateState.Expired)]
    public async Task Verify_AsTimePasses_ExpiresWithoutAnyJob(string now, CertificateState expected)
    {
        if (now != "2026-03-16 09:00") flow.MoveTo(now);

        var check = await VerifyAsync(number);

        Assert.Equal(expected, check!.Status);
    }

    [Fact]
    public async Task Verify_HoweverItIsTyped_FindsTheCertificate()
    {
        Assert.Equal(number, (await VerifyAsync($"  {number.ToLowerInvariant()} "))?.Number);
    }

    [Fact]
    public async Task Verify_MistypedOrUnknown_FindsNothing()
    {
        var last = number[^1] == 'A' ? 'B' : 'A';

        Assert.Null(await VerifyAsync(number[..^1] + last));
        Assert.Null(await VerifyAsync("450681YG2026000172"));
        Assert.Null(await VerifyAsync(""));
    }

    private Task<CertificateCheck?> VerifyAsync(string typed) =>
        flow.Host.ReadAsync<CertificateService, CertificateCheck?>(
            service => service.VerifyAsync(typed, Cancellation));
}

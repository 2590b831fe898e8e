using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Persistence;

namespace ApprovalFlows.Core.Tests.Organisation;

/// <summary>Offices are renamed and merged; a flow that names an old one reaches the living one.</summary>
public sealed class DepartmentServiceTests : IAsyncLifetime
{
    private CoreHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await CoreHost.StartAsync(CoreHost.ConfiguredKind);
        await host.Work.RunAsync<AppDbContext>(
            null,
            db =>
            {
                db.Departments.AddRange(
                    Office("quarantine", "2000-01-01", "2018-04-19", "customs"),
                    Office("customs", "2018-04-20", null, null),
                    Office("commission", "2000-01-01", "2010-12-31", null),
                    Office("left", "2000-01-01", "2010-12-31", "right"),
                    Office("right", "2000-01-01", "2010-12-31", "left"));
                return Task.CompletedTask;
            },
            Cancellation);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("quarantine", "2018-04-19", "quarantine")]
    [InlineData("quarantine", "2018-04-20", "customs")]
    [InlineData("customs", "2026-03-02", "customs")]
    public async Task Resolve_OnADay_FindsTheOfficeInCharge(string code, string day, string expected) =>
        Assert.Equal(expected, await ResolveAsync(code, day));

    [Theory]
    [InlineData("unknown", "DepartmentUnknown")]
    [InlineData("commission", "DepartmentEnded")]
    [InlineData("left", "DepartmentEnded")]
    public async Task Resolve_NobodyInCharge_IsRefusedInsteadOfSearchedForEver(string code, string sentence)
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => ResolveAsync(code, "2026-03-02"));

        Assert.Equal(sentence, refusal.Sentence.Key);
    }

    private async Task<string> ResolveAsync(string code, string day) =>
        (await host.ReadAsync<DepartmentService, Department>(service => service.ResolveAsync(
            code, DateOnly.ParseExact(day, "yyyy-MM-dd"), Cancellation))).Code;

    private static Department Office(string code, string from, string? to, string? successor) => new()
    {
        Code = code,
        NameZh = code,
        NameVi = code,
        NameEn = code,
        Region = "GX",
        ValidFrom = DateOnly.ParseExact(from, "yyyy-MM-dd"),
        ValidTo = to is null ? null : DateOnly.ParseExact(to, "yyyy-MM-dd"),
        SuccessorCode = successor,
    };
}

using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Core.Tests.Mail;

public abstract class FailedAddressServiceTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Address = "somebody@example.org";
    private readonly User user = new()
    {
        Id = Guid.CreateVersion7(),
        UserName = "somebody",
        DisplayName = "窗口工作人员",
        Email = Address,
        NormalizedEmail = Address.ToUpperInvariant(),
    };

    private CoreHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Actor Administrator => new(
        Guid.CreateVersion7(), "admin", "系统管理员", new HashSet<string> { Roles.Admin }, [], null);

    private Actor Person => new(user.Id, "somebody", user.DisplayName, new HashSet<string>(), [], null);

    public async ValueTask InitializeAsync()
    {
        host = await CoreHost.StartAsync(kind, configure: options => options.TextMessages.Enabled = true);
        await host.Work.RunAsync<AppDbContext>(
            null,
            db =>
            {
                db.Users.Add(user);
                return Task.CompletedTask;
            },
            Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return host.DisposeAsync();
    }

    [Fact]
    public async Task Note_ByAnAdministrator_IsSeenByThePersonAndLiftedAgain()
    {
        await NoteAsync(Administrator, "Somebody@Example.org", "退信：用户不存在");
        var noted = await ChoiceAsync();
        var row = Assert.Single((await ListAsync()).Items);

        await host.Work.RunAsync<FailedAddressService>(
            Administrator, service => service.LiftAsync(Address, "已确认", Cancellation), Cancellation);

        Assert.Equal(host.Clock.GetUtcNow(), noted.SuppressedSince);
        Assert.Equal(["窗口工作人员"], row.People);
        Assert.Equal(
            (Address, "系统管理员", "退信：用户不存在"),
            (row.Failed.Address, row.Failed.NotedBy, row.Failed.Reason));
        Assert.Null((await ChoiceAsync()).SuppressedSince);
        Assert.Equal("已确认", Assert.Single((await ListAsync()).Items).Failed.LiftReason);
    }

    [Fact]
    public async Task Address_GivenAnewByItsPerson_IsLifted()
    {
        await NoteAsync(Administrator, Address, "退信");

        await SetAsync(new MailChoiceChange { Address = Address });

        Assert.Null((await ChoiceAsync()).SuppressedSince);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a@b")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("甲 <a@example.org>")]
    [InlineData("甲@example.org")]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    public async Task Address_ThatIsNone_IsRefused(string address)
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => SetAsync(new MailChoiceChange { Address = address }));

        Assert.Equal("Mail.AddressWrong", refusal.Errors["address"].Single().Key);
        Assert.Equal(Address, (await ChoiceAsync()).Address);
    }

    [Fact]
    public async Task Note_ByAnybodyElse_IsForbidden()
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => NoteAsync(Person, Address, "x"));

        Assert.Equal(RuleKind.Forbidden, refusal.Kind);
    }

    [Fact]
    public async Task Choice_WithoutMail_LeavesNothingButTheMessage()
    {
        await SetAsync(new MailChoiceChange { WantsMail = false });

        await TellAsync();

        Assert.Empty(await KindsAsync());
    }

    [Fact]
    public async Task Choice_OfTextMessages_SendsTheSubjectToThePhone()
    {
        await SetAsync(new MailChoiceChange { WantsTextMessages = true, Phone = "+86 138-0013-8000", Language = "en" });

        await TellAsync();
        await host.Get<Core.Jobs.OutboxJob>().RunAsync(Cancellation);

        Assert.Equal(["send-email", "text-message"], await KindsAsync());
        var line = Assert.Single(await File.ReadAllLinesAsync(
            Path.Combine(host.DataDirectory, Core.TextMessages.TextMessageFile.FileName), Cancellation));
        Assert.Contains("\"phone\":\"+8613800138000\"", line, StringComparison.Ordinal);
        Assert.Contains("[Urging] Case YG-2026-000001. Please sign in", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Mail.PhoneMissing")]
    [InlineData("12ab", "Mail.PhoneWrong")]
    public async Task Choice_OfTextMessagesWithoutAPhone_IsRefused(string phone, string key)
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => SetAsync(new MailChoiceChange { WantsTextMessages = true, Phone = phone }));

        Assert.Equal(key, refusal.Errors["phone"].Single().Key);
    }

    private Task NoteAsync(Actor by, string address, string reason) => host.Work.RunAsync<FailedAddressService>(
        by, service => service.NoteAsync(address, reason, Cancellation), Cancellation);

    private Task SetAsync(MailChoiceChange change) => host.Work.RunAsync<MailChoiceService>(
        Person, service => service.SetAsync(change, Cancellation), Cancellation);

    private Task<MailChoice> ChoiceAsync() => host.Work.RunAsync<MailChoiceService, MailChoice>(
        Person, service => service.ShowAsync(Cancellation), Cancellation);

    private Task<Paged<FailedAddressView>> ListAsync() =>
        host.ReadAsync<FailedAddressService, Paged<FailedAddressView>>(
            service => service.ListAsync(1, 20, Cancellation));

    private Task TellAsync() => host.Work.RunAsync<MessageService>(
        null,
        service => service.TellAsync(
            [user.Id],
            new MessageDraft
            {
                Kind = MessageKind.Urging,
                Key = "urging",
                Text = new Core.Texts.Sentence("Digest.More", 1),
                CaseNumber = "YG-2026-000001",
                Mail = MailTime.AtOnce,
            },
            Cancellation),
        Cancellation);

    private Task<List<string>> KindsAsync() => host.ReadAsync<AppDbContext, List<string>>(db =>
        Task.FromResult(db.Outbox.Select(row => row.Kind).OrderBy(name => name).ToList()));
}

public sealed class FailedAddressServiceOnSqliteTests() : FailedAddressServiceTests(DatabaseKind.Sqlite);

public sealed class FailedAddressServiceOnPostgresTests : FailedAddressServiceTests
{
    public FailedAddressServiceOnPostgresTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}

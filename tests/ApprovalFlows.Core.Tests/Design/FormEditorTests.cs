using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Tests.Design;

public abstract class FormEditorTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Flow = "employer-certificate";

    private static readonly Actor FlowAdmin =
        new(Guid.CreateVersion7(), "flow-admin", "流程管理员", new HashSet<string> { Roles.FlowAdmin }, [], null);
    private static readonly Actor Auditor =
        new(Guid.CreateVersion7(), "auditor", "审计人员", new HashSet<string> { Roles.Auditor }, [], null);

    private CoreHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await CoreHost.StartAsync(kind);
        await host.Work.RunAsync<DefinitionLibrary>(
            null, library => library.LoadFilesAsync(RepositoryFiles.PathOf("workflows"), Cancellation), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Change_OfAPublishedFlow_BeginsADraftAndLeavesThePublished()
    {
        var published = await LatestAsync();

        var draft = await ChangeAsync(form => form.WithField("place", null, ParkName));

        var versions = await host.ReadAsync<IWorkflowStore, IReadOnlyList<StoredDefinition>>(
            store => store.ListVersionsAsync(Flow, Cancellation));
        var untouched = versions.Single(version => version.VersionId == published.VersionId);
        Assert.Equal((2, false, true), (draft.Version, draft.IsPublished, draft.IsLatest));
        Assert.Equal((true, published.Json), (untouched.IsPublished, untouched.Json));
        Assert.Contains((await FindAsync()).Form!.AllFields(), field => field.Name == "parkName");
    }

    [Fact]
    public async Task Change_OfOneField_LeavesEverythingElseAsItWas()
    {
        var before = JsonNode.Parse((await LatestAsync()).Json)!.AsObject();
        var form = (await FindAsync()).Form!;

        await ChangeAsync(old => old.WithField("place", null, ParkName));

        var after = JsonNode.Parse((await LatestAsync()).Json)!.AsObject();
        var changed = (await FindAsync()).Form!;
        Assert.Equal(
            Json(form), Json(changed with
            {
                Sections = [.. changed.Sections.Select(section => section with
                {
                    Fields = [.. section.Fields.Where(field => field.Name != "parkName")],
                })],
            }));
        before["customProperties"]!.AsObject().Remove("form");
        after["customProperties"]!.AsObject().Remove("form");
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task Change_ThatChangesNothing_MakesNoDraft()
    {
        var latest = await LatestAsync();

        var saved = await ChangeAsync(form => form.MoveField("enterpriseName", -1));

        Assert.Equal(latest.VersionId, saved.VersionId);
        Assert.True((await LatestAsync()).IsPublished);
    }

    [Fact]
    public async Task Change_OfAnOlderRevision_IsRefused()
    {
        var seen = (await FindAsync()).Revision;
        await ChangeAsync(form => form.MoveField("industry", -1));

        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => ChangeAsync(form => form.WithoutField("industry"), seen));

        Assert.Equal("FlowEditedMeanwhile", refusal.Sentence.Key);
        Assert.NotNull((await FindAsync()).Form!.FindField("industry"));
    }

    [Fact]
    public async Task Change_ByAnAuditor_IsForbidden()
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => ChangeAsync(form => form.WithoutField("industry"), actor: Auditor));

        Assert.Equal(RuleKind.Forbidden, refusal.Kind);
    }

    [Fact]
    public async Task Change_ThatMakesTheFormUnusable_IsRefusedByProperty()
    {
        var wrong = ParkName with { Name = "Park name", Label = new LocalText("园区", "", "Park"), MaxLength = 0 };

        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => ChangeAsync(form => form.WithField("place", null, wrong)));

        Assert.Equal(["label", "maxLength", "name"], refusal.Errors.Keys.Order());
        Assert.Equal("FormLimit.maxLength", refusal.Errors["maxLength"][0].Key);
        Assert.True((await LatestAsync()).IsPublished);
    }

    [Fact]
    public async Task Removal_OfAFieldARuleNeeds_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => ChangeAsync(form => form.WithoutField("headcount")));

        Assert.Contains(refusal.Errors["form"], problem => problem.Key == "Form.RuleField");
    }

    [Fact]
    public async Task NewName_OfAFieldAndAColumn_IsFollowedByTheRules()
    {
        var form = (await FindAsync()).Form!;

        await ChangeAsync(old => old
            .WithField("posts", "headcount", form.FindField("headcount")! with { Name = "people" })
            .WithColumn("posts", "code", form.FindField("posts")!.Columns![0] with { Name = "number" }));

        var changed = (await FindAsync()).Form!;
        Assert.Contains(changed.Rules, rule => rule is { Kind: "sum", Field: "people" });
        Assert.Contains(changed.Rules, rule => rule is { Kind: "atLeast", Other: "people" });
        Assert.Equal("number", changed.FindField("posts")!.UniqueColumn);
    }

    [Fact]
    public async Task WrongBefore_ElsewhereInTheForm_DoesNotKeepAnybodyFromChangingTheRest()
    {
        var json = JsonNode.Parse((await LatestAsync()).Json)!;
        json["customProperties"]!["form"]!["sections"]![0]!["fields"]![0]!["maxLength"] = 0;
        await host.Work.RunAsync<DefinitionLibrary>(
            null, library => library.SaveDraftAsync(json.ToJsonString(), null, Cancellation), Cancellation);

        await ChangeAsync(form => form.WithField("place", null, ParkName));

        Assert.Equal(2, (await FindAsync()).Problems.Count);
    }

    [Fact]
    public async Task Form_OfAFlowWithoutOne_BeginsWithItsTitle()
    {
        var bare = new FlowDraft("bare").Then("Elsa.WriteLine");
        await host.Work.RunAsync<DefinitionLibrary>(
            null, library => library.SaveDraftAsync(bare.ToJson(), null, Cancellation), Cancellation);
        var title = new LocalText("申请", "Đơn", "Application");

        await ChangeAsync(form => form with { Title = title }, flow: "bare");

        Assert.Equal(title, (await FindAsync("bare")).Form!.Title);
    }

    private static FormField ParkName => new()
    {
        Name = "parkName",
        Type = "text",
        Label = new LocalText("园区名称", "Tên khu công nghiệp", "Name of the park"),
        MaxLength = 60,
    };

    private static string Json(FormDefinition form) => JsonSerializer.Serialize(form, FormJson.Options);

    private Task<FormDraft> FindAsync(string flow = Flow) =>
        host.ReadAsync<FormEditor, FormDraft>(editor => editor.FindAsync(flow, Cancellation));

    private async Task<StoredDefinition> LatestAsync() => (await FindAsync()).Version;

    private async Task<StoredDefinition> ChangeAsync(
        Func<FormDefinition, FormDefinition> change,
        string? revision = null,
        Actor? actor = null,
        string flow = Flow)
    {
        revision ??= (await FindAsync(flow)).Revision;
        return await host.Work.RunAsync<FormEditor, StoredDefinition>(
            actor ?? FlowAdmin, editor => editor.ChangeAsync(flow, revision, change, Cancellation), Cancellation);
    }
}

public sealed class SqliteFormEditorTests() : FormEditorTests(DatabaseKind.Sqlite);

public sealed class PostgresFormEditorTests : FormEditorTests
{
    public PostgresFormEditorTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}

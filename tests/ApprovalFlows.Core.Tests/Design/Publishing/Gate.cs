using System.Globalization;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Core.Design.Publishing;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Tests.Design.Publishing;

/// <summary>The checks before publication over the offices and people of the employer certificate.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private Gate(EmployerFlow flow) => Flow = flow;

    public EmployerFlow Flow { get; }

    private FlowPublisher Publisher => new(Flow.Host.Work);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Gate> OpenAsync() => new(await EmployerFlow.StartAsync());

    public ValueTask DisposeAsync() => Flow.DisposeAsync();

    public Task<IReadOnlyList<Finding>> CheckAsync(CertificateDraft draft) => CheckAsync(draft.Json.ToJsonString());

    public Task<IReadOnlyList<Finding>> CheckAsync(string json) =>
        Flow.Host.Work.RunAsync<IServiceProvider, IReadOnlyList<Finding>>(
            null,
            async services =>
            {
                var draft = await services.GetRequiredService<DefinitionLibrary>()
                    .SaveDraftAsync(json, null, Cancellation);
                return await services.GetRequiredService<PublishGate>().CheckAsync(draft, Cancellation);
            },
            Cancellation);

    /// <summary>Publishes as a file at the start does.</summary>
    public Task ImportAsync(string json) => Flow.Host.Work.RunAsync<DefinitionLibrary>(
        null, library => library.ImportAsync(json, publish: true, null, Cancellation), Cancellation);

    /// <summary>What asks for something, as code and step, such as <c>OutcomeOpen re-check</c>.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(CertificateDraft draft) =>
        [.. (await CheckAsync(draft)).Where(finding => finding.Severity != Severity.Notice).Select(Short)];

    public static string Short(Finding finding) => $"{finding.Code["Gate.".Length..]} {finding.StepId}";

    public static string Say(Finding finding, string culture = "en") =>
        finding.Sentence.In(culture == "zh" ? TextResources.Chinese : CultureInfo.GetCultureInfo(culture));

    public Task<StoredDefinition> SaveAsync(Actor actor, CertificateDraft draft, bool publish = false) =>
        Publisher.SaveAsync(actor, draft.Json, publish, tab: null, Cancellation);

    public Task<StoredDefinition> PublishAsync(Actor actor, string? reason = null, string? revision = null) =>
        Publisher.PublishAsync(actor, EmployerFlow.Flow, reason, revision, Cancellation);

    public Task EditAsync(Actor actor, Func<FlowEditor, Task> edit) =>
        Flow.Host.Work.RunAsync(actor, edit, Cancellation);

    public Task LoadAsync(string folder) => Flow.Host.Work.RunAsync<FlowFiles>(
        null, files => files.LoadAsync(folder, Cancellation), Cancellation);

    public Task<StoredDefinition> LatestAsync() => Flow.Host.ReadAsync<FlowCatalog, StoredDefinition>(
        catalog => catalog.FindAsync(EmployerFlow.Flow, VersionChoice.Latest, null, Cancellation));

    public Task<List<FlowPublication>> LogAsync() => Flow.Host.ReadAsync<AppDbContext, List<FlowPublication>>(
        db => db.Set<FlowPublication>().OrderBy(row => row.Id).ToListAsync(Cancellation));

    public Task ChangeAsync(Func<AppDbContext, Task> change) => Flow.Host.Work.RunAsync<AppDbContext>(
        null,
        async db =>
        {
            await change(db);
            await db.SaveChangesAsync(Cancellation);
        },
        Cancellation);
}

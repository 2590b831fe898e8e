using ApprovalFlows.Core;
using ApprovalFlows.Core.Audit;
using ApprovalFlows.Core.Design.Publishing;
using ApprovalFlows.Core.Inbox.Search;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Seeding;
using ApprovalFlows.Workflows.Definitions;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Web.Hosting;

/// <summary>What has to be true before the first request: schema, offices, flows, accounts.</summary>
public static class Startup
{
    public static async Task PrepareAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AppDbContext>().Database;
        await using var turn = await StartTurn.TakeAsync(database);
        await database.BringUpToDateAsync();
        if (app.Services.GetRequiredService<TimeProvider>() is DevelopmentClock clock) await clock.LoadAsync();
        var work = app.Services.GetRequiredService<UnitOfWork>();
        await work.RunAsync<AuditStart>(null, audit => audit.EnsureKeyAsync());
        await work.RunAsync<AuditStart>(null, audit => audit.ExportKeysAsync());
        var options = app.Services.GetRequiredService<IOptions<ApprovalFlowsOptions>>().Value;
        await work.RunAsync<OrganisationSeed>(null, seed => seed.LoadAsync());
        if (app.Environment.IsDevelopment()) await work.RunAsync<DemoData>(null, demo => demo.LoadAsync());
        else await work.RunAsync<FirstAccount>(null, first => first.MakeAsync(options.Admin.Password));
        var directory = Folders.FindOrNull(app.Environment.ContentRootPath, options.Workflows.Directory)!;
        await work.RunAsync<FlowFiles>(null, files => files.LoadAsync(directory));
        await work.RunAsync<DefinitionLibrary>(null, library => library.LoadCodeAsync());
        await FillSearchAsync(work);
        if (app.Services.GetService<ScheduleStart>() is { } schedule) await schedule.ArrangeAsync();
    }

    // Only after an upgrade is there anything to do; a search that knows half of the cases would lie.
    private static async Task FillSearchAsync(UnitOfWork work)
    {
        Guid? reached = Guid.Empty;
        while (reached is { } after)
            reached = await work.RunAsync<SearchBackfill, Guid?>(null, search => search.RunBatchAsync(after));
    }
}

public static class Folders
{
    /// <summary>A relative folder lies under the content root or, in a source tree, under one of its parents.</summary>
    /// <returns>Null when it lies in none of them.</returns>
    public static string? FindOrNull(string contentRoot, string folder)
    {
        if (Path.IsPathRooted(folder)) return Directory.Exists(folder) ? folder : null;
        for (var root = new DirectoryInfo(contentRoot); root is not null; root = root.Parent)
        {
            var candidate = Path.Combine(root.FullName, folder);
            if (Directory.Exists(candidate)) return candidate;
        }

        return null;
    }
}

using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Web.PageEndpoints;

/// <summary>The one field on top of every page: leads to the case or certificate of that number.</summary>
internal static class SearchEndpoints
{
    public static void MapSearch(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/search", FindAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> FindAsync(
        HttpContext context,
        CaseService cases,
        CertificateService certificates,
        AppDbContext db,
        CurrentActor current,
        string number = "")
    {
        var wanted = number.Trim().ToUpperInvariant();
        var stop = context.RequestAborted;
        var file = current.Actor.UserId == Guid.Empty
            ? null
            : await cases.Visible().AsNoTracking().Where(row => row.Number == wanted)
                .Select(row => new { row.Id, row.Number }).FirstOrDefaultAsync(stop);
        if (file is not null)
        {
            var task = await OpenTaskAsync(db, current, file.Id, stop);
            return Results.LocalRedirect(task is null ? $"/cases/{file.Number}" : $"/tasks/{task}");
        }
        if (await certificates.VerifyAsync(wanted, stop) is { } paper)
            return Results.LocalRedirect($"/verify/{paper.Number}");
        var list = current.Actor.UserId == Guid.Empty ? "/verify?number=" : "/cases?q=";
        return Results.LocalRedirect(list + Uri.EscapeDataString(number.Trim()));
    }

    private static async Task<Guid?> OpenTaskAsync(
        AppDbContext db, CurrentActor current, Guid caseId, CancellationToken stop)
    {
        var departments = current.Actor.Posts.Select(held => held.Department).ToList();
        return await db.ReviewTasks
            .Where(task => task.CaseId == caseId && task.Status == ReviewTaskStatus.Open
                && departments.Contains(task.DepartmentCode))
            .Select(task => (Guid?)task.Id)
            .FirstOrDefaultAsync(stop);
    }
}

using System.Globalization;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Rosters;
using ApprovalFlows.Core.Workers;
using ApprovalFlows.Web.Api;
using ApprovalFlows.Web.Components.Pages.Registers;

namespace ApprovalFlows.Web.PageEndpoints;

/// <summary>Registers and rosters as files: what is shown on the page, and nothing that is not.</summary>
internal static class RegisterFileEndpoints
{
    private const int MaxRows = 5_000;
    private const string Csv = "text/csv; charset=utf-8";

    public static void MapRegisterFiles(this IEndpointRouteBuilder routes)
    {
        var readers = routes.MapGroup("").RequireAuthorization(WorkerEndpoints.Reader).ExcludeFromDescription();
        readers.MapGet("/workers/export", WorkersAsync);
        readers.MapGet("/enterprises/export", EnterprisesAsync);
        var senders = routes.MapGroup("/roster").RequireAuthorization(RosterEndpoints.Sender).ExcludeFromDescription();
        senders.MapGet("/template", () => Results.File(
            RosterService.Template(CultureInfo.CurrentUICulture), Csv, "roster.csv"));
        senders.MapGet("/{id:guid}/refusals", RefusalsAsync);
        var applicants = routes.MapGroup("/batches").RequireAuthorization("Applicant").ExcludeFromDescription();
        applicants.MapGet("/new/{flow}/template", ApplicationBatchEndpoints.TemplateAsync);
        applicants.MapGet("/{id:guid}/refusals", ApplicationBatchEndpoints.RefusalsAsync);
    }

    private static async Task<IResult> WorkersAsync(HttpContext context, WorkerSearch search)
    {
        var asked = WorkerAddress.Of(context.Request.Query).ToQuery(WorkerSearch.MaxPageSize);
        List<IReadOnlyList<string?>> rows =
        [
            [
                .. new[]
                {
                    WorkerFields.NameOriginal, WorkerFields.NameChinese, WorkerFields.BirthDate,
                    WorkerFields.PersonalNumber, "enterprise", WorkerFields.WorkAreaCode, WorkerFields.ParkCode,
                    WorkerFields.Mode,
                }.Select(RegisterWords.WorkerField),
            ],
        ];
        for (Guid? after = asked.After; rows.Count <= MaxRows;)
        {
            var page = await search.ListAsync(asked with { After = after }, context.RequestAborted);
            rows.AddRange(page.Items.Select(row => (IReadOnlyList<string?>)
            [
                row.Name, row.NameChinese, row.BirthDate, row.PersonalNumber, row.Enterprise, row.AreaCode,
                row.ParkCode, row.Mode.ToString(),
            ]));
            after = page.Next;
            if (after is null) break;
        }

        return Results.File(CsvText.Write(rows), Csv, "workers.csv");
    }

    private static async Task<IResult> EnterprisesAsync(
        HttpContext context, EnterpriseList firms, string? q, string? kind, string? area, bool? pilot)
    {
        var asked = new EnterpriseQuery
        {
            Text = q,
            Kind = kind,
            AreaCode = area,
            IsPilot = pilot,
            PageSize = EnterpriseList.MaxPageSize,
        };
        string[] fields =
        [
            EnterpriseFields.Name, EnterpriseFields.Code, EnterpriseFields.Kind, EnterpriseFields.AreaCode,
            EnterpriseFields.ParkCode, EnterpriseFields.PilotFrom, EnterpriseFields.PilotTo,
        ];
        List<IReadOnlyList<string?>> rows = [[.. fields.Select(RegisterWords.FirmField)]];
        for (Guid? after = null; rows.Count <= MaxRows;)
        {
            var page = await firms.ListAsync(asked with { After = after }, context.RequestAborted);
            rows.AddRange(page.Items.Select(firm =>
            {
                var texts = EnterpriseFields.ToTexts(firm);
                return (IReadOnlyList<string?>)[.. fields.Select(field => texts[field])];
            }));
            after = page.Next;
            if (after is null) break;
        }

        return Results.File(CsvText.Write(rows), Csv, "enterprises.csv");
    }

    private static async Task<IResult> RefusalsAsync(Guid id, RosterList rosters, CancellationToken cancellation)
    {
        var upload = await rosters.MustFindAsync(id, cancellation);
        var file = RosterService.Refusals(upload, CultureInfo.CurrentUICulture);
        return Results.File(file, Csv, "roster-refused.csv");
    }
}

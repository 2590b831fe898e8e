using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Registers;
using ApprovalFlows.Core.Rosters;
using ApprovalFlows.Core.Workers;
using ApprovalFlows.Web.Api;
using ApprovalFlows.Web.Components.Pages.Registers;
using ApprovalFlows.Web.Resources;
using Microsoft.Extensions.Localization;

namespace ApprovalFlows.Web.PageEndpoints;

/// <summary>Registers and rosters as files: what is shown on the page, and nothing that is not.</summary>
internal static class RegisterFileEndpoints
{
    private const string Csv = "text/csv; charset=utf-8";

    private static readonly string[] WorkerColumns =
    [
        WorkerFields.NameOriginal, WorkerFields.NameChinese, WorkerFields.BirthDate, WorkerFields.PersonalNumber,
        WorkerService.Employer, WorkerFields.WorkAreaCode, WorkerFields.ParkCode, WorkerFields.Mode,
    ];

    private static readonly string[] FirmColumns =
    [
        EnterpriseFields.Name, EnterpriseFields.Code, EnterpriseFields.Kind, EnterpriseFields.AreaCode,
        EnterpriseFields.ParkCode, EnterpriseFields.PilotFrom, EnterpriseFields.PilotTo,
    ];

    private static readonly string[] PaperKeys =
        ["Paper.Kind", "Paper.Number", "Paper.State", "Paper.From", "Paper.To"];

    private static readonly string[] RefusalKeys = ["Roster.Row", "Roster.Field", "Roster.Problem", "Roster.Value"];

    public static void MapRegisterFiles(this IEndpointRouteBuilder routes)
    {
        var readers = routes.MapGroup("").RequireAuthorization(WorkerEndpoints.Reader).ExcludeFromDescription();
        readers.MapGet("/workers/export", Workers);
        readers.MapGet("/workers/papers/export", Papers);
        readers.MapGet("/enterprises/export", Enterprises);
        readers.MapGet("/enterprises/certificates/export", Certificates);
        readers.MapGet("/enterprises/template", () => File(
            CsvText.Write([[.. EnterpriseFields.All.Select(RegisterWords.FirmField)]]), "enterprises.csv"));
        var senders = routes.MapGroup("/roster").RequireAuthorization(RosterEndpoints.Sender).ExcludeFromDescription();
        senders.MapGet("/template", () => File(RosterService.Template(CultureInfo.CurrentUICulture), "roster.csv"));
        senders.MapGet("/{id:guid}/refusals", RefusalsAsync);
        var applicants = routes.MapGroup("/batches").RequireAuthorization("Applicant").ExcludeFromDescription();
        applicants.MapGet("/new/{flow}/template", ApplicationBatchEndpoints.TemplateAsync);
        applicants.MapGet("/{id:guid}/refusals", ApplicationBatchEndpoints.RefusalsAsync);
    }

    private static IResult Workers(HttpContext context, RegisterExport export, WorkerSight sight) => Rows(
        context,
        sight.SeesAny,
        "workers.csv",
        WorkerColumns.Select(RegisterWords.WorkerField),
        export.WorkersAsync(Asked(context), context.RequestAborted).Select(row => (IReadOnlyList<string?>)
        [
            row.Name, row.NameChinese, row.BirthDate, row.PersonalNumber, row.Enterprise, row.AreaCode, row.ParkCode,
            row.Mode.ToString(),
        ]));

    private static IResult Papers(
        HttpContext context, RegisterExport export, WorkerSight sight, IStringLocalizer<RegisterText> text,
        IStringLocalizer<SharedText> words) => Rows(
        context,
        sight.SeesAny,
        "papers.csv",
        [
            RegisterWords.WorkerField(WorkerFields.NameOriginal), RegisterWords.WorkerField(WorkerService.Employer),
            .. PaperColumns(text),
        ],
        export.PapersAsync(Asked(context), context.RequestAborted).Select(row => (IReadOnlyList<string?>)
        [
            row.Worker.Name, row.Worker.Enterprise, NameOf(row.Paper.Kind), row.Paper.Number,
            StateOf(words, row.Paper.State), Iso(row.Paper.ValidFrom), Iso(row.Paper.ValidTo),
        ]));

    private static IResult Enterprises(
        HttpContext context, RegisterExport export, EnterpriseSight sight,
        string? q, string? kind, string? area, bool? pilot) => Rows(
        context,
        sight.SeesAny,
        "enterprises.csv",
        FirmColumns.Select(RegisterWords.FirmField),
        export.EnterprisesAsync(Asked(q, kind, area, pilot), context.RequestAborted).Select(firm =>
        {
            var texts = EnterpriseFields.ToTexts(firm);
            return (IReadOnlyList<string?>)[.. FirmColumns.Select(field => texts[field])];
        }));

    private static IResult Certificates(
        HttpContext context, RegisterExport export, EnterpriseSight sight, RegisterLog log,
        IStringLocalizer<RegisterText> text, IStringLocalizer<SharedText> words,
        string? q, string? kind, string? area, bool? pilot) => Rows(
        context,
        sight.SeesAny,
        "certificates.csv",
        [
            RegisterWords.FirmField(EnterpriseFields.Name), RegisterWords.FirmField(EnterpriseFields.Code),
            .. PaperColumns(text),
        ],
        export.CertificatesAsync(Asked(q, kind, area, pilot), context.RequestAborted)
            .Select(row => (IReadOnlyList<string?>)
            [
                row.Enterprise.Name, row.Enterprise.UnifiedSocialCreditCode, NameOf(row.Certificate.Kind),
                row.Certificate.Number, StateOf(words, row.Certificate.StateOn(log.Today)),
                Iso(row.Certificate.ValidFrom), Iso(row.Certificate.ValidTo),
            ]));

    private static IResult Rows(
        HttpContext context,
        bool isAllowed,
        string name,
        IEnumerable<string> header,
        IAsyncEnumerable<IReadOnlyList<string?>> rows)
    {
        if (!isAllowed) throw RuleViolation.Forbidden("NotAllowed");
        return Results.Stream(
            body => CsvText.WriteAsync(body, rows.Prepend([.. header]), context.RequestAborted), Csv, name);
    }

    private static WorkerQuery Asked(HttpContext context) =>
        WorkerAddress.Of(context.Request.Query).ToQuery(WorkerSearch.MaxPageSize) with { After = null };

    private static EnterpriseQuery Asked(string? q, string? kind, string? area, bool? pilot) =>
        new() { Text = q, Kind = kind, AreaCode = area, IsPilot = pilot };

    private static IEnumerable<string> PaperColumns(IStringLocalizer text) => PaperKeys.Select(key => text[key].Value);

    private static string NameOf(string kind) => CertificateKinds.NameOf(kind).In(CultureInfo.CurrentUICulture);

    private static string StateOf(IStringLocalizer words, CertificateState state) => words[$"CertificateState.{state}"];

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IResult File(byte[] content, string name) => Results.File(content, Csv, name);

    private static async Task<IResult> RefusalsAsync(
        Guid id, RosterList rosters, IStringLocalizer<RegisterText> text, CancellationToken cancellation)
    {
        var upload = await rosters.MustFindAsync(id, cancellation);
        return File(
            RosterService.Refusals(
                upload, [.. RefusalKeys.Select(key => text[key].Value)], CultureInfo.CurrentUICulture),
            "roster-refused.csv");
    }
}

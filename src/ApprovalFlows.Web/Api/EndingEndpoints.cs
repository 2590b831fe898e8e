using System.Globalization;
using System.Runtime.CompilerServices;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Rosters;
using ApprovalFlows.Core.Watchers;

namespace ApprovalFlows.Web.Api;

/// <summary>Papers that end within some days.</summary>
public static class EndingEndpoints
{
    public const int MaxExport = 50_000;

    public static void MapEnding(this IEndpointRouteBuilder routes)
    {
        var papers = routes.MapGroup("/api/papers");
        papers.MapGet("/ending", ListAsync).WithSummary("What ends within 7, 30 or 90 days.");
        papers.MapGet("/ending.csv", Export).WithSummary("The same as a table, up to 50,000 lines.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, Caller _, EndingService ending, CancellationToken cancellation)
    {
        var page = await ending.ListAsync(QueryOf(context.Request.Query), cancellation);
        var culture = CultureInfo.CurrentUICulture;
        return TypedResults.Ok(new
        {
            items = page.Items.Select(paper => new
            {
                paper.Number,
                kindCode = paper.Kind,
                kind = CertificateKinds.NameOf(paper.Kind).In(culture),
                paper.WorkerId,
                paper.Holder,
                paper.Enterprise,
                paper.ValidTo,
                paper.IsRenewed,
            }),
            totalCount = page.Count,
            page.IsCapped,
            page.Next,
        });
    }

    private static IResult Export(HttpContext context, Caller caller, EndingService ending)
    {
        var query = QueryOf(context.Request.Query);
        if (!EndingService.MayRead(caller.Actor)) throw RuleViolation.Forbidden("EndingForOffices");
        return Results.Stream(
            body => CsvText.WriteAsync(body, RowsAsync(ending, query, context.RequestAborted), context.RequestAborted),
            "text/csv; charset=utf-8",
            "ending.csv");
    }

    private static async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(
        EndingService ending, EndingQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return ["kind", "number", "holder", "enterprise", "validTo", "isRenewed"];
        var culture = CultureInfo.CurrentUICulture;
        await foreach (var paper in ending.ExportAsync(query, MaxExport, cancellation))
        {
            yield return
            [
                CertificateKinds.NameOf(paper.Kind).In(culture),
                paper.Number,
                paper.Holder,
                paper.Enterprise,
                paper.ValidTo.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                paper.IsRenewed ? "1" : "0",
            ];
        }
    }

    private static EndingQuery QueryOf(IQueryCollection query)
    {
        var fields = new QueryFields(query);
        var (days, firm) = (fields.Text("days"), fields.Text("enterprise"));
        var (kind, size) = (fields.Text("kind"), fields.PageSize);
        var asked = new EndingQuery
        {
            Kind = kind,
            Area = fields.Text("area"),
            Park = fields.Text("park"),
            After = fields.Text("after"),
            PageSize = size,
        };
        fields.MustBeRight();
        if (days is not null)
        {
            var isKnown = int.TryParse(days, CultureInfo.InvariantCulture, out var span)
                && EndingQuery.Spans.Contains(span);
            asked = isKnown ? asked with { Days = span } : throw Wrong("days", string.Join(" | ", EndingQuery.Spans));
        }

        if (kind is not null && CertificateKinds.Find(kind) is null)
            throw Wrong("kind", string.Join(" | ", CertificateKinds.All));
        if (firm is null) return asked;
        return Guid.TryParse(firm, out var id) ? asked with { EnterpriseId = id } : throw Wrong("enterprise", "GUID");
    }

    private static RuleViolation Wrong(string field, string expected) =>
        RuleViolation.Invalid(field, "FieldMustBe", expected);
}

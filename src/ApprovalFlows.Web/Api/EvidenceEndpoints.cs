using System.Text.Json;
using ApprovalFlows.Core.Audit.Export;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Receipts;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Web.Api;

/// <summary>Receipts for those who act, archives for those who audit, public keys for everybody.</summary>
public static class EvidenceEndpoints
{
    public const string Reader = "EvidenceReader";

    public static void MapEvidence(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/cases/{number}/receipts/{sequence:int}", ReceiptAsync)
            .WithSummary("The signed receipt of an action.");
        routes.MapGet("/api/cases/{number}/evidence", ArchiveAsync).RequireAuthorization(Reader)
            .WithSummary("One case as an archive with everything that verifies it.");
        routes.MapGet("/api/audit/keys", KeysAsync).AllowAnonymous()
            .WithSummary("The public keys of the evidence.");
        routes.MapPost("/api/audit/anchors", AnchorAsync).RequireAuthorization("Admin")
            .WithSummary("Anchors what was recorded since the last anchor.");
    }

    /// <summary>The same bytes at the case page and in the interface.</summary>
    public static async Task<IResult> ReceiptAsync(
        string number, int sequence, Caller _, ReceiptService receipts, CancellationToken cancellation)
    {
        var receipt = await receipts.OfAsync(number, sequence, cancellation);
        return Results.Text(JsonSerializer.Serialize(receipt, Receipt.Format), "application/json");
    }

    // Written to a file first: an archive that fails half-way must not look like a whole one.
    public static async Task<IResult> ArchiveAsync(
        string number, Caller _, EvidenceService evidence, CancellationToken cancellation)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"evidence-{Guid.CreateVersion7():N}.zip"),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 81920,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await evidence.ExportAsync(number, file, cancellation);
            file.Position = 0;
            return Results.Stream(file, "application/zip", $"{number}-evidence.zip");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task<IResult> KeysAsync(AppDbContext db, CancellationToken cancellation)
    {
        var keys = await db.AuditKeys.AsNoTracking().ToListAsync(cancellation);
        return Results.Text(PublicKeys.ToJson(keys), "application/json");
    }

    private static async Task<IResult> AnchorAsync(AnchorJob job, CancellationToken cancellation) =>
        TypedResults.Ok(await job.RunAsync(daily: false, cancellation));
}

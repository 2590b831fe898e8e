using System.Text.Json;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Enterprises;

/// <summary>A post of the employer certificate: how many it is for, how many workers are in it.</summary>
public sealed record PostQuota(string Code, string Tasks, int Limit, int Used);

/// <summary>
/// How many worker permits an employer may have and how many count on a day. <see cref="Limit"/> is nothing
/// while no employer certificate counts.
/// </summary>
public sealed record Quota(
    string? CertificateNumber, CertificateState? State, int Limit, int Used, IReadOnlyList<PostQuota> Posts)
{
    public int Free => Math.Max(0, Limit - Used);

    public bool IsExceeded => Used > Limit;
}

/// <summary>
/// The one answer to how many worker permits an employer may have and has: the headcount that its certificate
/// approves, against the workers who take a place.
/// </summary>
public sealed class QuotaService(AppDbContext db)
{
    /// <summary>
    /// A worker takes one place however many permits follow on each other, from the day the first is issued until the
    /// last has ended; a suspended or held one comes back and keeps its place.
    /// </summary>
    /// <param name="enterprise">The employer.</param>
    /// <param name="day">The day that is asked about.</param>
    /// <param name="except">A worker who is to get a permit: the place that he has already is his.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<Quota> OfAsync(
        Guid enterprise, DateOnly day, Guid? except = null, CancellationToken cancellation = default)
    {
        var certificate = await CertificateAsync(enterprise, day, cancellation);
        var taking = db.Certificates.AsNoTracking()
            .Where(paper => paper.EnterpriseId == enterprise && paper.Kind == CertificateKinds.WorkerPermit
                && paper.ValidTo >= day && paper.WorkerId != except
                && (paper.Status == CertificateStatus.Valid || (paper.EndedOn != null && paper.EndedOn > day)))
            .Select(paper => paper.WorkerId)
            .Distinct();
        var used = await taking.CountAsync(cancellation);
        if (certificate is null) return new Quota(null, null, 0, used, []);
        var inPosts = await db.Workers.Where(row => row.PostCode != null && taking.Contains(row.Id))
            .GroupBy(row => row.PostCode!)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var posts = PostsOf(certificate.Contents)
            .Select(post => post with { Used = inPosts.GetValueOrDefault(post.Code) }).ToList();
        var state = certificate.StateOn(day);
        var limit = state == CertificateState.Valid ? HeadcountOf(certificate.Contents) ?? 0 : 0;
        return new Quota(certificate.Number, state, limit, used, posts);
    }

    /// <summary>
    /// How many workers a certificate approves: the headcount, which the form holds to be the sum of the posts, or that
    /// sum; null where it says neither.
    /// </summary>
    public static int? HeadcountOf(string contents)
    {
        using var document = JsonDocument.Parse(contents);
        if (document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("headcount", out var count)
            && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var number))
            return number;
        return PostsOf(contents) is { Count: > 0 } posts ? posts.Sum(post => post.Limit) : null;
    }

    /// <summary>Posts that a certificate names; none where its contents are of another form.</summary>
    public static IReadOnlyList<PostQuota> PostsOf(string contents)
    {
        using var document = JsonDocument.Parse(contents);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("posts", out var posts)
            || posts.ValueKind != JsonValueKind.Array)
            return [];
        return
        [
            .. posts.EnumerateArray()
                .Where(post => post.ValueKind == JsonValueKind.Object)
                .Select(post => new PostQuota(TextOf(post, "code"), TextOf(post, "tasks"), CountOf(post), 0)),
        ];
    }

    // One certificate follows another for a while: the latest that counts says how many. Where none counts, the last
    // one's state can be told.
    private async Task<Certificate?> CertificateAsync(
        Guid enterprise, DateOnly day, CancellationToken cancellation)
    {
        var papers = await db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
            .Where(paper => paper.EnterpriseId == enterprise && paper.Kind == CertificateKinds.Employer)
            .OrderByDescending(paper => paper.ValidTo)
            .Take(20)
            .ToListAsync(cancellation);
        return papers.Where(paper => paper.StateOn(day) == CertificateState.Valid).MaxBy(paper => paper.IssuedAt)
            ?? papers.FirstOrDefault();
    }

    private static string TextOf(JsonElement post, string name) =>
        post.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private static int CountOf(JsonElement post) =>
        post.TryGetProperty("count", out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var count) ? Math.Max(0, count) : 0;
}

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

/// <summary>Posts and headcount of employer certificates against the permits that rest on them.</summary>
public sealed class QuotaService(AppDbContext db)
{
    /// <summary>A permit takes its place from its first to its last day, suspended or not, until it is ended.</summary>
    public async Task<Quota> OfAsync(
        Guid enterprise, DateOnly day, CancellationToken cancellation = default)
    {
        var certificate = await CertificateAsync(enterprise, day, cancellation);
        var used = await db.Certificates.CountAsync(
            paper => paper.EnterpriseId == enterprise && paper.Kind == CertificateKinds.WorkerPermit
                && paper.ValidFrom <= day && paper.ValidTo >= day
                && (paper.Status == CertificateStatus.Valid || (paper.EndedOn != null && paper.EndedOn > day)),
            cancellation);
        if (certificate is null) return new Quota(null, null, 0, used, []);
        var inPosts = await db.Workers.Where(row => row.EnterpriseId == enterprise && row.PostCode != null)
            .GroupBy(row => row.PostCode!)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var posts = PostsOf(certificate.Contents)
            .Select(post => post with { Used = inPosts.GetValueOrDefault(post.Code) }).ToList();
        var state = certificate.StateOn(day);
        var limit = state == CertificateState.Valid ? posts.Sum(post => post.Limit) : 0;
        return new Quota(certificate.Number, state, limit, used, posts);
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

    // The one that counts on the day; else the last one, so that its state can be told.
    private async Task<Certificate?> CertificateAsync(
        Guid enterprise, DateOnly day, CancellationToken cancellation)
    {
        var papers = await db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
            .Where(paper => paper.EnterpriseId == enterprise && paper.Kind == CertificateKinds.Employer)
            .OrderByDescending(paper => paper.ValidTo)
            .Take(20)
            .ToListAsync(cancellation);
        return papers.Find(paper => paper.StateOn(day) == CertificateState.Valid) ?? papers.FirstOrDefault();
    }

    private static string TextOf(JsonElement post, string name) =>
        post.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private static int CountOf(JsonElement post) =>
        post.TryGetProperty("count", out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var count) ? Math.Max(0, count) : 0;
}

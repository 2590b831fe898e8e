using System.Text.Json;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>
/// The list names workers of the employer only, each once, and everyone whose permit ends by the day <c>to</c>.
/// </summary>
internal sealed class ExpiringListedFact : IFactRule
{
    public string Kind => "expiringListed";

    public bool AtDecision => false;

    public async Task ApplyAsync(FactInput input, CancellationToken cancellation)
    {
        var firm = input.Subject.Employer?.Id;
        var permits = await input.Db.Certificates.AsNoTracking()
            .Where(paper => paper.EnterpriseId == firm && paper.Kind == CertificateKinds.WorkerPermit
                && paper.Status == CertificateStatus.Valid)
            .Select(paper => new { paper.Number, paper.ValidTo, paper.WorkerId })
            .ToListAsync(cancellation);
        var listed = NumbersOf(input.Values, input.Rule.Field);
        for (var index = 0; index < listed.Count; index++)
            if (permits.TrueForAll(permit => permit.Number != listed[index]))
                input.Errors.Add(
                    $"{input.Rule.Field}[{index}].permitNumber",
                    new Sentence("Fact.PermitOfNobody", listed[index]));
        var renewed = permits.GroupBy(permit => permit.WorkerId).Select(group => group.MaxBy(p => p.ValidTo)!);
        var missing = renewed
            .Where(permit => permit.ValidTo <= input.Date(input.Rule.To) && !listed.Contains(permit.Number))
            .Select(permit => permit.Number).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0) input.Refuse("Fact.ExpiringNotListed", string.Join(", ", missing));
    }

    public IEnumerable<string> Missing(FactRule rule)
    {
        if (rule.To is null) yield return "to";
    }

    public static IReadOnlyList<string> NumbersOf(JsonElement values, string list) =>
        values.TryGetProperty(list, out var rows) && rows.ValueKind == JsonValueKind.Array
            ? [.. rows.EnumerateArray().Select(row => row.TextOf("permitNumber")).OfType<string>()]
            : [];
}

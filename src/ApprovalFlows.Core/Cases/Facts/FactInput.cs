using System.Text.Json;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Cases.Facts;

/// <summary>What a fact is looked up for: the rule, the application, and whom it is about.</summary>
public sealed record FactInput
{
    public required FactRule Rule { get; init; }
    public required AppDbContext Db { get; init; }
    public required FormDefinition Form { get; init; }
    public required JsonElement Values { get; init; }
    public required CaseSubject Subject { get; init; }

    /// <summary>Whether the worker applies for himself.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>The case that is corrected or decided; null for an application that comes.</summary>
    public required Guid? CaseId { get; init; }

    public required bool IsDecision { get; init; }

    public required DateOnly Today { get; init; }
    public required FormErrors Errors { get; init; }
    public required FormErrors Warnings { get; init; }

    public void Refuse(string key, params object[] args) => Errors.Add(Rule.Field, new Sentence(key, args));

    public void Warn(string key, params object[] args) => Warnings.Add(Rule.Field, new Sentence(key, args));

    public string? Text(string? field) => field is null ? null : Values.TextOf(field);

    public DateOnly? Date(string? field) => field is null ? null : Values.DateOf(field);

    /// <summary>The papers of the worker, or of the employer where nobody is named; ended ones among them.</summary>
    public async Task<IReadOnlyList<Certificate>> PapersAsync(string kind, CancellationToken cancellation)
    {
        var papers = Db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
            .Where(paper => paper.Kind == kind);
        var worker = Subject.Worker?.Id;
        var firm = Subject.Employer?.Id;
        var isOfFirm = CertificateKinds.Find(kind)?.Holder == HolderKind.Enterprise;
        return isOfFirm
            ? await papers.Where(paper => paper.EnterpriseId == firm).ToListAsync(cancellation)
            : await papers.Where(paper => paper.WorkerId == worker).ToListAsync(cancellation);
    }
}

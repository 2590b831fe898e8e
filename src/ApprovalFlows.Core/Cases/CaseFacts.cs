using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Cases;

/// <summary>Everything recorded of a case that a reader of it needs.</summary>
internal sealed record CaseFacts(
    Case File,
    FormDefinition Form,
    IReadOnlyList<ReviewTask> Tasks,
    IReadOnlyList<CaseFileView> Files,
    IReadOnlyDictionary<string, LocalText> Offices,
    string? CertificateNumber,
    bool IsOwn,
    bool IsConcerned)
{
    public LocalText OfficeName(string code) =>
        Offices.GetValueOrDefault(code) ?? new LocalText(code, code, code);
}

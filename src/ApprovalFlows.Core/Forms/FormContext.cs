using System.Text.Json.Nodes;
using ApprovalFlows.Core.Areas;

namespace ApprovalFlows.Core.Forms;

/// <summary>What a form is checked against besides itself.</summary>
public sealed record FormContext(DateOnly Today)
{
    /// <summary>The moment, where a form asks for one.</summary>
    public DateTimeOffset? Now { get; init; }
    public PilotArea Pilot { get; init; } = PilotArea.Seed;
    public MinimumWages Wages { get; init; } = MinimumWages.Seed;
}

/// <summary>A stored file that the applicant put into a slot.</summary>
public sealed record FormAttachment(string Id, string FileName);

/// <summary>
/// The outcome: the values as they are to be stored, what refuses them, and what the applicant
/// should look at again.
/// </summary>
public sealed record FormValidation(
    JsonObject Values, FormErrors Errors, FormErrors Warnings)
{
    public bool IsValid => Errors.IsEmpty;
}

using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Publishing;

public enum Severity
{
    /// <summary>Nothing goes live with it.</summary>
    Error,

    /// <summary>Goes live only with a reason.</summary>
    Warning,

    /// <summary>Good to know; asks for nothing.</summary>
    Notice,
}

/// <summary>
/// What a check before publication found. The code is the key of its sentence; the step is null when the
/// whole flow is meant.
/// </summary>
public sealed record Finding(Severity Severity, string Code, string? StepId, params object[] Args)
{
    public Sentence Sentence => new(Code, Args);

    /// <summary>The name of the step, where one is meant.</summary>
    public LocalText? StepName => StepId is null ? null : Args.FirstOrDefault() as LocalText;
}

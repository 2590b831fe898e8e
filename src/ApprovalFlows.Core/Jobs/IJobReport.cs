namespace ApprovalFlows.Core.Jobs;

/// <summary>What a run did, number by number; its properties are the numbers.</summary>
public interface IJobReport
{
    /// <summary>There was nothing to do; such a run stands in no history.</summary>
    bool IsIdle { get; }
}

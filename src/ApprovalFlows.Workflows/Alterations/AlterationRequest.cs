using ApprovalFlows.Workflows.Execution;

namespace ApprovalFlows.Workflows.Alterations;

/// <summary>Asks to alter one instance: all of it happens, in this order, or nothing does.</summary>
public sealed record AlterationRequest
{
    public required string InstanceId { get; init; }
    public required IReadOnlyList<Alteration> Alterations { get; init; }

    /// <summary>Who wants it, for the journal.</summary>
    public required string Actor { get; init; }
    public required string Reason { get; init; }

    /// <summary>The revision the person saw; null means any.</summary>
    public long? Revision { get; init; }
}

/// <summary>What one alteration did.</summary>
public sealed record AlterationChange(Alteration Alteration)
{
    public IReadOnlyList<string> Activities { get; init; } = [];
    public string? Variable { get; init; }
    public object? OldValue { get; init; }
    public object? NewValue { get; init; }
    public int? FromVersion { get; init; }
    public int? ToVersion { get; init; }
}

/// <summary>What an alteration came to.</summary>
public sealed record AlterationOutcome(BurstResult Result, IReadOnlyList<AlterationChange> Changes);

/// <summary>What an alteration would come to; nothing has happened when there are problems.</summary>
public sealed record AlterationCheck(
    IReadOnlyList<AlterationProblem> Problems, IReadOnlyList<AlterationProblem> Notes);

/// <summary>Why an instance cannot be altered like that: a key for the host's texts, and what it speaks of.</summary>
public sealed record AlterationProblem(string Key, IReadOnlyList<string> Arguments)
{
    public const string InstanceEnded = nameof(InstanceEnded);
    public const string InstanceEmpty = nameof(InstanceEmpty);
    public const string ActivityUnknown = nameof(ActivityUnknown);
    public const string ActivityNotOpen = nameof(ActivityNotOpen);
    public const string ActivityIsWorkflow = nameof(ActivityIsWorkflow);
    public const string ActivityNotFaulted = nameof(ActivityNotFaulted);
    public const string ActivityRuns = nameof(ActivityRuns);
    public const string NothingFaulted = nameof(NothingFaulted);
    public const string ContainerNotOpen = nameof(ContainerNotOpen);
    public const string ContainerAmbiguous = nameof(ContainerAmbiguous);
    public const string ContainerCannotSchedule = nameof(ContainerCannotSchedule);
    public const string VariableUnknown = nameof(VariableUnknown);
    public const string VariableAmbiguous = nameof(VariableAmbiguous);
    public const string VariableNotStored = nameof(VariableNotStored);
    public const string VariableHasDefault = nameof(VariableHasDefault);
    public const string VariableNotConvertible = nameof(VariableNotConvertible);
    public const string VariableDropped = nameof(VariableDropped);
    public const string MigrateFirst = nameof(MigrateFirst);
    public const string VersionUnknown = nameof(VersionUnknown);
    public const string VersionIsCurrent = nameof(VersionIsCurrent);
    public const string NoCounterpart = nameof(NoCounterpart);
    public const string OtherContainer = nameof(OtherContainer);
    public const string OtherType = nameof(OtherType);
    public const string Failed = nameof(Failed);

    public static IReadOnlyList<string> AllKeys { get; } = [
        .. typeof(AlterationProblem).GetFields()
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)];

    public override string ToString() => $"{Key}({string.Join(", ", Arguments)})";
}

/// <summary>The instance cannot be altered like that; nothing is staged.</summary>
public sealed class AlterationRefusedException(IReadOnlyList<AlterationProblem> problems)
    : BurstRefusedException(string.Join("; ", problems))
{
    public IReadOnlyList<AlterationProblem> Problems { get; } = problems;
}

using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Workers;

/// <summary>A worker as the actor may see the person; what is hidden is null or masked already.</summary>
public sealed record WorkerView
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>By the names of <see cref="WorkerFields"/>.</summary>
    public required IReadOnlyDictionary<string, string?> Fields { get; init; }

    /// <summary>Fields of which all is shown once a reason is given.</summary>
    public required IReadOnlyList<string> Unmaskable { get; init; }
    public required string? Enterprise { get; init; }
    public required Guid? EnterpriseId { get; init; }
    public required string? Agency { get; init; }
    public required bool IsOwnClient { get; init; }
    public required int Revision { get; init; }
    public required Guid? MergedIntoId { get; init; }
    public required bool MayChange { get; init; }

    /// <summary>Whether the actor keeps the register: joins records and registers with whom somebody works.</summary>
    public required bool MayKeep { get; init; }

    /// <summary>Whether the actor may end the employment and name the agency.</summary>
    public required bool AnswersFor { get; init; }
    public IReadOnlyList<PaperView> Papers { get; init; } = [];
    public IReadOnlyList<CrossingView> Crossings { get; init; } = [];
    public IReadOnlyList<RegisterChangeView> History { get; init; } = [];

    public string? this[string field] => Fields.GetValueOrDefault(field);
}

/// <summary>A paper of the worker; of a class of which only the flag is seen, number and issuer are blank.</summary>
public sealed record PaperView(
    Guid Id,
    string Kind,
    LocalText KindName,
    CertificateState State,
    string? Number,
    string? Issuer,
    DateOnly ValidFrom,
    DateOnly ValidTo);

public sealed record CrossingView(DateTimeOffset At, bool IsExit, string Port, bool IsVoided);

/// <summary>A change with its values as the actor may see them.</summary>
public sealed record RegisterChangeView(
    string Action,
    DateTimeOffset At,
    string ActorName,
    string? Reason,
    IReadOnlyList<FieldChange> Fields);

public sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>A row of the list of workers.</summary>
public sealed record WorkerRow(
    Guid Id,
    string Name,
    string? NameChinese,
    string? BirthDate,
    string? PersonalNumber,
    Guid? EnterpriseId,
    string? Enterprise,
    string? AreaCode,
    string? ParkCode,
    WorkerMode Mode)
{
    public static WorkerRow Of(Worker worker, Sight sight, string? enterprise)
    {
        var texts = WorkerFacts.Of(worker).ToTexts();
        return new WorkerRow(
            worker.Id,
            Show(WorkerFields.NameOriginal) ?? "**",
            Show(WorkerFields.NameChinese),
            Show(WorkerFields.BirthDate),
            Show(WorkerFields.PersonalNumber),
            worker.EnterpriseId,
            enterprise,
            worker.WorkAreaCode,
            worker.ParkCode,
            worker.Mode);

        string? Show(string field) => WorkerMask.Show(field, texts[field], sight);
    }
}

/// <summary>Applies the table of fields to one value.</summary>
public static class WorkerMask
{
    /// <summary>Where and how somebody works is no secret of the person to those who see the record at all.</summary>
    public static string? Show(string field, string? value, Sight sight)
    {
        if (sight is Sight.None or Sight.Flag) return null;
        return Visibility.FieldOf(field) is { } known ? known.Show(value, sight) : value;
    }
}

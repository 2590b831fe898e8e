namespace ApprovalFlows.Workflows.Alterations;

/// <summary>
/// Moves the instance to another version of its definition. Activities with the same id belong
/// together; <see cref="Mapping"/> names the others, from old id to new id.
/// </summary>
public sealed record Migrate(int TargetVersion, IReadOnlyDictionary<string, string> Mapping) : Alteration
{
    public Migrate(int targetVersion)
        : this(targetVersion, new Dictionary<string, string>())
    {
    }

    // The move itself is done while the instance is loaded: what follows sees the new version only.
    internal override void Check(AlterationTarget target)
    {
        if (target.Migration is null)
            target.Refuse(AlterationProblem.MigrateFirst);
    }

    internal override ValueTask<AlterationChange> ApplyAsync(AlterationTarget target) => new(
        new AlterationChange(this)
        {
            FromVersion = target.Migration!.From.Definition.Version,
            ToVersion = target.Migration.To.Definition.Version,
        });
}

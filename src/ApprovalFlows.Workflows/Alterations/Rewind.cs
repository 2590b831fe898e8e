namespace ApprovalFlows.Workflows.Alterations;

/// <summary>
/// Goes back to an activity that has run before: what lies after it ends, and it runs again. Elsa knows no
/// such alteration.
/// </summary>
public sealed record Rewind(string ActivityId) : Alteration
{
    internal override void Check(AlterationTarget target) => Rewinding.Find(target, ActivityId);

    internal override async ValueTask<AlterationChange> ApplyAsync(AlterationTarget target) =>
        Rewinding.Find(target, ActivityId) is { } place
            ? new AlterationChange(this) { Activities = await Rewinding.GoBackAsync(target, place) }
            : throw new AlterationRefusedException(target.Problems);
}

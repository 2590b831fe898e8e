using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>
/// The moment has come. More than 24 hours ago, times <c>days</c>, is a warning and no refusal: whoever is late
/// must register all the same (出境入境管理法 §39).
/// </summary>
internal sealed class RecentHoursRule : IFormRule
{
    private const int HoursADay = 24;

    public string Kind => "recentHours";

    public void Apply(FormRuleInput input)
    {
        if (input.Moment(input.Rule.Field) is not { } moment) return;
        var label = input.Label(input.Rule.Field);
        if (input.Context.Now is not { } now) return;
        if (moment > now)
            input.Refuse("Rule.NotInFuture", label);
        else if (input.Rule.Days is { } days && now - moment > TimeSpan.FromHours(HoursADay * days))
            input.Warnings.Add(input.Rule.Field, new Sentence("Rule.HoursPassed", label, HoursADay * days));
    }

    public IEnumerable<string> Missing(FormRule rule) => [];
}

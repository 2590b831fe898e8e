namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>Born so that the age is one at which foreigners may work, on the day <c>other</c> or today.</summary>
internal sealed class AgeRule : IFormRule
{
    // 外国人在中国就业管理规定 §7 for the lower one.
    public const int YearsMin = 18;
    public const int YearsMax = 65;

    public string Kind => "age";

    public void Apply(FormRuleInput input)
    {
        if (input.Date(input.Rule.Field) is { } born
            && !IsOf(born, input.Date(input.Rule.Other) ?? input.Context.Today))
            input.Refuse("Rule.Age", YearsMin, YearsMax);
    }

    public IEnumerable<string> Missing(FormRule rule) => [];

    /// <summary>From the eighteenth birthday to the day before the sixty-sixth.</summary>
    public static bool IsOf(DateOnly born, DateOnly day) =>
        born.AddYears(YearsMin) <= day && day < born.AddYears(YearsMax + 1);
}

using System.Text.Json;
using ApprovalFlows.Core.Certificates;

namespace ApprovalFlows.Core.Cases;

/// <summary>办理事项: what an application asks for, and the paper it names where that is not a new one.</summary>
public static class Matter
{
    /// <summary>The fact that ties a form to the kind of paper it renews, changes or replaces.</summary>
    public const string Fact = "previous";

    public const string Field = "matter";
    public const string PreviousField = "previousNumber";
    public const string New = "new";
    public const string Renewal = "renewal";
    public const string Change = "change";
    public const string Replacement = "replacement";

    /// <summary>Null for a new paper.</summary>
    public static Succession? Of(JsonElement values) => values.TextOf(Field) switch
    {
        Renewal => Succession.Renewal,
        Change => Succession.Change,
        Replacement => Succession.Replacement,
        _ => null,
    };
}

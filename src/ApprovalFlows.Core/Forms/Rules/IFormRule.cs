namespace ApprovalFlows.Core.Forms.Rules;

/// <summary>A kind of rule over several fields, found by its name.</summary>
public interface IFormRule
{
    string Kind { get; }

    /// <summary>
    /// Checks the values. A field that is missing or was refused before is no reason to complain
    /// again.
    /// </summary>
    void Apply(FormRuleInput input);

    /// <summary>Names of the properties that a rule of this kind lacks.</summary>
    IEnumerable<string> Missing(FormRule rule);
}

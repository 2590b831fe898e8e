using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core;

public enum RuleKind
{
    /// <summary>The state of things forbids it: too late, already decided, stale.</summary>
    Conflict,
    Forbidden,
    NotFound,

    /// <summary>What was sent is wrong; <see cref="RuleViolation.Errors"/> names the fields.</summary>
    Invalid,
}

/// <summary>
/// A refusal by a rule, with a sentence for the person. It ends the unit of work with nothing
/// written; hosts turn it into a form message or a problem document.
/// </summary>
public sealed class RuleViolation : BurstRefusedException
{
    /// <summary>The errors that are about no field.</summary>
    public const string Reasons = "reasons";

    public RuleViolation(string key, params object[] args)
        : this(RuleKind.Conflict, new Sentence(key, args)) { }

    public RuleViolation(RuleKind kind, Sentence sentence) : base(sentence.Key)
    {
        Kind = kind;
        Sentence = sentence;
    }

    public RuleKind Kind { get; }
    public Sentence Sentence { get; }

    public IReadOnlyDictionary<string, IReadOnlyList<Sentence>> Errors { get; private init; } =
        new Dictionary<string, IReadOnlyList<Sentence>>();

    public static RuleViolation Forbidden(string key, params object[] args) =>
        new(RuleKind.Forbidden, new Sentence(key, args));

    public static RuleViolation NotFound(string key, params object[] args) =>
        new(RuleKind.NotFound, new Sentence(key, args));

    /// <summary>Several reasons at once; the sentence sums them up.</summary>
    public static RuleViolation Because(string key, IReadOnlyList<Sentence> reasons) =>
        new(RuleKind.Conflict, reasons.Count == 1 ? reasons[0] : new Sentence(key))
        {
            Errors = new Dictionary<string, IReadOnlyList<Sentence>> { [Reasons] = reasons },
        };

    public static RuleViolation Invalid(
        IReadOnlyDictionary<string, IReadOnlyList<Sentence>> errors) =>
        new(RuleKind.Invalid, new Sentence("InputInvalid")) { Errors = errors };

    public static RuleViolation Invalid(string field, string key, params object[] args) =>
        Invalid(new Dictionary<string, IReadOnlyList<Sentence>>
        {
            [field] = [new Sentence(key, args)],
        });
}

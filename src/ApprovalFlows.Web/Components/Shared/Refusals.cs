using ApprovalFlows.Core;

namespace ApprovalFlows.Web.Components.Shared;

public static class Refusals
{
    public static int StatusOf(RuleViolation refusal) => refusal.Kind switch
    {
        RuleKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RuleKind.Forbidden => StatusCodes.Status403Forbidden,
        RuleKind.NotFound => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status409Conflict,
    };

    /// <summary>Id of a field's first control on the page.</summary>
    public static string FieldId(string field) => "f-" + field;

    /// <param name="refusal">What was refused, if anything was.</param>
    /// <param name="labelOf">Names a field, for sentences that do not name it themselves.</param>
    public static IReadOnlyList<ErrorSummary.FieldError> Lines(
        RuleViolation? refusal, Func<string, string?>? labelOf = null)
    {
        if (refusal is null) return [];
        if (refusal.Errors.Count == 0) return [new(null, refusal.Sentence.ToString())];
        return
        [
            .. refusal.Errors.SelectMany(error => error.Value.Select(
                sentence => error.Key == RuleViolation.Reasons
                    ? new ErrorSummary.FieldError(null, sentence.ToString())
                    : new ErrorSummary.FieldError(
                        FieldId(error.Key), Named(labelOf?.Invoke(error.Key), sentence.ToString())))),
        ];
    }

    private static string Named(string? label, string sentence) =>
        label is null || sentence.Contains(label, StringComparison.Ordinal) ? sentence : $"{label} – {sentence}";

    public static string? Of(this RuleViolation? refusal, string field) =>
        refusal?.Errors.GetValueOrDefault(field)?[0].ToString();
}

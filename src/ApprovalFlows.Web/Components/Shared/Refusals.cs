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

    public static IReadOnlyList<ErrorSummary.FieldError> Lines(RuleViolation? refusal)
    {
        if (refusal is null) return [];
        if (refusal.Errors.Count == 0) return [new(null, refusal.Sentence.ToString())];
        return
        [
            .. refusal.Errors.SelectMany(error => error.Value.Select(
                sentence => new ErrorSummary.FieldError(FieldId(error.Key), sentence.ToString()))),
        ];
    }

    public static string? Of(this RuleViolation? refusal, string field) =>
        refusal?.Errors.GetValueOrDefault(field)?[0].ToString();
}

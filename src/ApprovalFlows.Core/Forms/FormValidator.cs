using System.Text.Json;
using ApprovalFlows.Core.Forms.Fields;
using ApprovalFlows.Core.Forms.Rules;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms;

/// <summary>Checks what an applicant filled in against the form of the flow.</summary>
public static class FormValidator
{
    private const string ValuesKey = "values";

    public static FormValidation Validate(
        FormDefinition form,
        JsonElement values,
        IReadOnlyDictionary<string, IReadOnlyList<FormAttachment>> attachments,
        FormContext context)
    {
        var errors = new FormErrors();
        var warnings = new FormErrors();
        if (FindMisfit(values) is { } misfit)
        {
            errors.Add(ValuesKey, misfit);
            return new FormValidation([], errors, warnings);
        }

        var scope = new FieldScope(context, errors, warnings);
        var read = scope.ReadObject([.. form.AllFields()], values, prefix: "");
        AttachmentCheck.Run(form, attachments, errors);
        foreach (var rule in form.Rules)
            FormRules.Find(rule.Kind)!.Apply(
                new FormRuleInput(rule, form, read, context, errors) { Warnings = warnings });
        return new FormValidation(read, errors, warnings);
    }

    private static Sentence? FindMisfit(JsonElement values)
    {
        if (values.ValueKind != JsonValueKind.Object)
            return new Sentence("Form.NotAnObject");
        if (Depth(values) > FormLimits.ValuesDepthMax)
            return new Sentence("Form.TooDeep", FormLimits.ValuesDepthMax);
        return values.GetRawText().Length > FormLimits.ValuesLengthMax
            ? new Sentence("Form.TooLarge", FormLimits.ValuesLengthMax / 1024)
            : null;
    }

    // The JSON reader refuses more than 64 levels, so the recursion is bounded.
    private static int Depth(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object =>
                1 + element.EnumerateObject().Select(p => Depth(p.Value)).DefaultIfEmpty().Max(),
            JsonValueKind.Array =>
                1 + element.EnumerateArray().Select(Depth).DefaultIfEmpty().Max(),
            _ => 0,
        };
}

using ApprovalFlows.Core.Forms.Fields;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Assessments;

/// <summary>
/// What somebody of the public hands in. Real name and a way to be reached are asked for so that there can be an
/// answer.
/// </summary>
public sealed record PublicObjection(
    string? Office, string? Reason, string? Name, string? Phone, string? Mail, string Language)
{
    public const int MaxNameLength = 60;
    public const int MinReasonLength = 10;

    /// <summary>As it is kept.</summary>
    /// <exception cref="RuleViolation">Something is missing or wrong; all of it is named at once.</exception>
    public PublicObjection Checked()
    {
        var errors = new Dictionary<string, IReadOnlyList<Sentence>>();
        if (string.IsNullOrWhiteSpace(Office)) errors["office"] = [new Sentence("ObjectionOffice")];
        var name = Try(() => Text(Name, "name", multiline: false));
        if (!errors.ContainsKey("name") && name!.Count(char.IsLetter) < 2)
            errors["name"] = [new Sentence("ObjectorName")];
        else if (name?.Length > MaxNameLength)
            errors["name"] = [new Sentence("Field.TooLong", MaxNameLength, name.Length)];
        var reason = Try(() => Text(Reason, "reason", multiline: true));
        if (!errors.ContainsKey("reason") && reason!.Length < MinReasonLength)
            errors["reason"] = [new Sentence("ObjectionFacts", MinReasonLength)];
        var phone = Try(() => MailChoiceService.MustBePhone(Phone ?? ""));
        var mail = string.IsNullOrWhiteSpace(Mail)
            ? null
            : Try(() => FailedAddressService.MustBeAddress(Mail, "mail"));
        if (phone is null && mail is null && !errors.ContainsKey("phone") && !errors.ContainsKey("mail"))
            errors["phone"] = [new Sentence("ObjectorContact")];
        return errors.Count > 0
            ? throw RuleViolation.Invalid(errors)
            : this with { Name = name, Reason = reason, Phone = phone, Mail = mail };

        string? Try(Func<string?> read)
        {
            try
            {
                return read();
            }
            catch (RuleViolation wrong)
            {
                foreach (var (field, sentences) in wrong.Errors) errors[field] = sentences;
                return null;
            }
        }
    }

    private static string Text(string? text, string field, bool multiline) =>
        CleanText.TryCompose(text ?? "", multiline, out var clean)
            ? clean
            : throw RuleViolation.Invalid(field, "Field.Characters");
}

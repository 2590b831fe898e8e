using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Web.Components.Pages.Studio;

/// <summary>Makes parts of a form of what was typed, and keeps what could not be read.</summary>
public sealed class FormReading(FormInput input)
{
    private static readonly char[] Separators = [' ', ',', ';', '，', '、', '；', '\t', '\r', '\n'];

    private readonly Dictionary<string, IReadOnlyList<Sentence>> errors = [];

    /// <summary>Which groups of limits a type of field knows; those of others are not read.</summary>
    public static string LimitsOf(string type) => type switch
    {
        "text" => "length pattern",
        "textarea" => "length",
        "integer" or "money" => "range",
        "yesNo" => "mustBe",
        "choice" or "choices" => "options",
        "list" => "items",
        "certificate" => "paper",
        _ => "none",
    };

    /// <exception cref="RuleViolation">Something could not be read.</exception>
    public void Check()
    {
        if (errors.Count > 0) throw RuleViolation.Invalid(errors);
    }

    public FormField Field()
    {
        var type = input["type"].Length > 0 ? input["type"] : "text";
        var limits = LimitsOf(type).Split(' ');
        var field = new FormField
        {
            Name = Trimmed("name"),
            Type = type,
            Label = Text("label"),
            Hint = OptionalText("hint"),
            Required = input.Has("required"),
            Sensitive = input.Has("sensitive") ? true : null,
        };
        if (limits.Contains("length"))
            field = field with { MinLength = Integer("minLength"), MaxLength = Integer("maxLength") };
        if (limits.Contains("pattern"))
            field = field with { Pattern = Optional("pattern"), PatternHint = OptionalText("patternHint") };
        return limits[0] switch
        {
            "range" => field with { Min = Number("min"), Max = Number("max") },
            "mustBe" => field with { MustBe = bool.TryParse(input["mustBe"], out var answer) ? answer : null },
            "paper" => field with { Paper = Optional("paper") },
            "options" when Optional("optionsFrom") is { } list => field with { OptionsFrom = list },
            "options" => field with { Options = Options() },
            "items" => field with
            {
                MinItems = Integer("minItems"),
                MaxItems = Integer("maxItems"),
                UniqueColumn = Optional("uniqueColumn"),
            },
            _ => field,
        };
    }

    public AttachmentSlot Slot() => new()
    {
        Name = Trimmed("name"),
        Label = Text("label"),
        Hint = OptionalText("hint"),
        Required = input.Has("required"),
        Accept = [.. input["accept"].ToLowerInvariant()
            .Split(Separators, StringSplitOptions.RemoveEmptyEntries).Distinct().Take(FormLimits.FilesMax)],
        MaxFiles = Integer("maxFiles") ?? 1,
    };

    public FormSection Section() =>
        new() { Name = Trimmed("name"), Title = Text("label"), Hint = OptionalText("hint") };

    public FormRule Rule() => new()
    {
        Kind = input["kind"],
        Field = input["field"],
        Other = Optional("other"),
        Column = Optional("column"),
        Area = Optional("area"),
        Days = Integer("days"),
        DaysAhead = Integer("daysAhead"),
        Value = Optional("value"),
        Until = Optional("until"),
    };

    public LocalText Text(string name) =>
        new(Trimmed(name + ".zh"), Trimmed(name + ".vi"), Trimmed(name + ".en"));

    private LocalText? OptionalText(string name) =>
        Text(name) is var text && text.Zh.Length + text.Vi.Length + text.En.Length > 0 ? text : null;

    private IReadOnlyList<FormOption> Options() =>
    [
        .. input.Options.Where(row => !row.IsBlank).Select(row => new FormOption(
            row.Value.Trim(), new LocalText(row.Zh.Trim(), row.Vi.Trim(), row.En.Trim()))),
    ];

    private int? Integer(string name)
    {
        if (Optional(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        errors[name] = [FormProblems.Limit(name)];
        return null;
    }

    private decimal? Number(string name)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (Optional(name) is not { } text) return null;
        if (decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number)) return number;
        errors[name] = [FormProblems.Limit(name)];
        return null;
    }

    private string? Optional(string name) => Trimmed(name) is { Length: > 0 } text ? text : null;

    private string Trimmed(string name) => input[name].Trim();
}

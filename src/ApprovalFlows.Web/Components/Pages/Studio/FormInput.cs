using System.Globalization;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Web.Components.Pages.Studio;

/// <summary>One row of options as it is typed.</summary>
public sealed record FormOptionInput(string Value, string Zh, string Vi, string En)
{
    public static FormOptionInput Blank { get; } = new("", "", "", "");

    public bool IsBlank => string.IsNullOrWhiteSpace(Value + Zh + Vi + En);
}

/// <summary>What stands in the boxes of a page: what was typed, or else what the draft says.</summary>
public sealed class FormInput
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public List<FormOptionInput> Options { get; } = [];

    /// <summary>The row that was just added, where typing goes on.</summary>
    public int? NewOption { get; private set; }

    public string this[string name]
    {
        get => values.GetValueOrDefault(name, "");
        set => values[name] = value;
    }

    public bool Has(string name) => this[name] == "true";

    public static FormInput Posted(IFormCollection post)
    {
        var input = new FormInput();
        foreach (var (name, value) in post) input[name] = value.ToString();
        for (var row = 0; row < FormLimits.OptionsMax && post.ContainsKey($"options[{row}].value"); row++)
            input.Options.Add(new FormOptionInput(
                input[$"options[{row}].value"], input[$"options[{row}].zh"],
                input[$"options[{row}].vi"], input[$"options[{row}].en"]));
        return input;
    }

    public static FormInput Of(FormField field)
    {
        var input = new FormInput
        {
            ["name"] = field.Name,
            ["type"] = field.Type,
            ["required"] = field.Required ? "true" : "",
            ["minLength"] = Number(field.MinLength),
            ["maxLength"] = Number(field.MaxLength),
            ["pattern"] = field.Pattern ?? "",
            ["min"] = Number(field.Min),
            ["max"] = Number(field.Max),
            ["mustBe"] = field.MustBe switch { true => "true", false => "false", null => "" },
            ["optionsFrom"] = field.OptionsFrom ?? "",
            ["minItems"] = Number(field.MinItems),
            ["maxItems"] = Number(field.MaxItems),
            ["uniqueColumn"] = field.UniqueColumn ?? "",
            ["paper"] = field.Paper ?? "",
            ["sensitive"] = field.Sensitive is true ? "true" : "",
        };
        input.Set("label", field.Label);
        input.Set("hint", field.Hint);
        input.Set("patternHint", field.PatternHint);
        input.Options.AddRange((field.Options ?? []).Select(option =>
            new FormOptionInput(option.Value, option.Label.Zh, option.Label.Vi, option.Label.En)));
        return input;
    }

    public static FormInput Of(AttachmentSlot slot)
    {
        var input = new FormInput
        {
            ["name"] = slot.Name,
            ["required"] = slot.Required ? "true" : "",
            ["accept"] = string.Join(' ', slot.Accept),
            ["maxFiles"] = Number(slot.MaxFiles),
        };
        input.Set("label", slot.Label);
        input.Set("hint", slot.Hint);
        return input;
    }

    public static FormInput Of(FormSection section)
    {
        var input = new FormInput { ["name"] = section.Name };
        input.Set("label", section.Title);
        input.Set("hint", section.Hint);
        return input;
    }

    public static FormInput Of(FormRule rule) => new()
    {
        ["kind"] = rule.Kind,
        ["field"] = rule.Field,
        ["other"] = rule.Other ?? "",
        ["column"] = rule.Column ?? "",
        ["area"] = rule.Area ?? "",
        ["days"] = Number(rule.Days),
        ["daysAhead"] = Number(rule.DaysAhead),
        ["value"] = rule.Value ?? "",
        ["until"] = rule.Until ?? "",
    };

    public static FormInput Of(LocalText? title)
    {
        var input = new FormInput();
        input.Set("label", title);
        return input;
    }

    /// <summary>Does what a button of the options asks for: add a row; or move one up or down, or remove it.</summary>
    public void ChangeOptions(string act, string? place)
    {
        if (act == "add" && Options.Count < FormLimits.OptionsMax)
        {
            NewOption = Options.Count;
            Options.Add(FormOptionInput.Blank);
        }

        if (!int.TryParse(place, CultureInfo.InvariantCulture, out var row)) return;
        if (row < 0 || row >= Options.Count) return;
        var to = act == "up" ? row - 1 : row + 1;
        if (act == "remove") Options.RemoveAt(row);
        else if (act is "up" or "down" && to >= 0 && to < Options.Count)
            (Options[row], Options[to]) = (Options[to], Options[row]);
    }

    private void Set(string name, LocalText? text)
    {
        this[name + ".zh"] = text?.Zh ?? "";
        this[name + ".vi"] = text?.Vi ?? "";
        this[name + ".en"] = text?.En ?? "";
    }

    private static string Number(IFormattable? number) =>
        number?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}

using System.Text.RegularExpressions;
using ApprovalFlows.Core.Cases.Facts;
using ApprovalFlows.Core.Forms.Fields;
using ApprovalFlows.Core.Forms.Rules;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms;

/// <summary>Finds what makes a form unusable, before a flow with it is published.</summary>
internal sealed partial class FormDefinitionCheck(FormDefinition form)
{
    private readonly List<Sentence> _problems = [];

    public IReadOnlyList<Sentence> Run()
    {
        CheckLimits();
        CheckText("title", form.Title, "label");
        foreach (var section in form.Sections)
        {
            CheckName(section.Name);
            CheckText(section.Name, section.Title, "label");
            CheckText(section.Name, section.Hint, "hint");
        }
        CheckUnique(form.Sections.Select(s => s.Name));
        CheckFields(form.AllFields().ToList());
        CheckAttachments();
        foreach (var rule in form.Rules)
            CheckRule(rule);
        foreach (var fact in form.Facts ?? [])
            CheckFact(fact);
        return _problems;
    }

    private void CheckLimits()
    {
        CheckCount("sections", form.Sections.Count, FormLimits.SectionsMax);
        CheckCount("fields", form.AllFields().Count(), FormLimits.FieldsMax);
        CheckCount("attachments", form.AllAttachments().Count(), FormLimits.AttachmentsMax);
        CheckCount("rules", form.Rules.Count, FormLimits.RulesMax);
    }

    private void CheckFields(IReadOnlyList<FormField> fields, bool isColumn = false)
    {
        CheckUnique(fields.Select(f => f.Name));
        foreach (var field in fields)
        {
            CheckName(field.Name);
            CheckText(field.Name, field.Label, "label");
            CheckText(field.Name, field.Hint, "hint");
            CheckText(field.Name, field.PatternHint, "patternHint");
            if (FieldTypes.Find(field.Type) is { } type && !(isColumn && field.Columns is not null))
                _problems.AddRange(type.CheckDefinition(field));
            else
                Add("Form.FieldType", field.Name, field.Type);
            if (field.Columns is { } columns && !isColumn)
                CheckFields(columns, isColumn: true);
        }
    }

    private void CheckAttachments()
    {
        CheckUnique(form.AllAttachments().Select(a => a.Name));
        foreach (var slot in form.AllAttachments())
        {
            CheckName(slot.Name);
            CheckText(slot.Name, slot.Label, "label");
            CheckText(slot.Name, slot.Hint, "hint");
            if (slot.MaxFiles is < 1 or > FormLimits.FilesMax)
                Add("Form.Limit", slot.Name, "maxFiles");
            if (slot.Accept.Count == 0 || slot.Accept.Any(ending => !FileEnding().IsMatch(ending)))
                Add("Form.Limit", slot.Name, "accept");
        }
    }

    private void CheckRule(FormRule rule)
    {
        if (FormRules.Find(rule.Kind) is not { } kind)
        {
            Add("Form.RuleKind", rule.Kind);
            return;
        }
        foreach (var name in new[] { rule.Field, rule.Other, rule.Area, rule.Until })
            if (name is not null && form.FindField(name) is null)
                Add("Form.RuleField", rule.Kind, name);
        var columns = form.FindField(rule.Field)?.Columns ?? [];
        if (rule.Column is { } column && columns.All(c => c.Name != column)
            && (form.FindField(rule.Other ?? "")?.Columns ?? []).All(c => c.Name != column))
            Add("Form.RuleField", rule.Kind, column);
        foreach (var missing in kind.Missing(rule))
            Add("Form.RuleNeeds", rule.Kind, missing);
    }

    private void CheckFact(FactRule fact)
    {
        if (FactRules.Find(fact.Kind) is not { } kind)
        {
            Add("Form.RuleKind", fact.Kind);
            return;
        }
        foreach (var name in new[] { fact.Field, fact.From, fact.To })
            if (name is not null && form.FindField(name) is null)
                Add("Form.RuleField", fact.Kind, name);
        foreach (var missing in kind.Missing(fact))
            Add("Form.RuleNeeds", fact.Kind, missing);
    }

    private void CheckName(string name)
    {
        if (!Name().IsMatch(name))
            Add("Form.Name", name.Length > FormLimits.NameLengthMax ? name[..20] : name);
    }

    private void CheckText(string name, LocalText? text, string property)
    {
        if (text is { IsComplete: false })
            Add("Form.Translation", name, property);
    }

    private void CheckCount(string what, int count, int max)
    {
        if (count > max)
            Add("Form.TooMany", what, count, max);
    }

    private void CheckUnique(IEnumerable<string> names)
    {
        foreach (var group in names.GroupBy(n => n).Where(g => g.Count() > 1))
            Add("Form.NameTwice", group.Key);
    }

    private void Add(string key, params object[] args) => _problems.Add(new Sentence(key, args));

    [GeneratedRegex(@"^[a-z][A-Za-z0-9]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^\.[a-z0-9]{1,10}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FileEnding();
}

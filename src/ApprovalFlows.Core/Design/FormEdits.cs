using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Design;

/// <summary>What can be done with sections, attachments and rules of a form. A null name means a new part.</summary>
public static class FormEdits
{
    /// <summary>Name, title and hint of a section; what is in it stays.</summary>
    public static FormDefinition WithSection(this FormDefinition form, string? name, FormSection section)
    {
        var old = name is null ? null : form.Section(name);
        var put = section with { Fields = old?.Fields ?? [], Attachments = old?.Attachments ?? [] };
        return form with { Sections = form.Sections.Put(Is(old), put) };
    }

    public static FormDefinition MoveSection(this FormDefinition form, string name, int by) =>
        form with { Sections = form.Sections.Move(section => section.Name == name, by) };

    /// <summary>With everything in it.</summary>
    public static FormDefinition WithoutSection(this FormDefinition form, string name)
    {
        var old = form.Section(name);
        return form with { Sections = form.Sections.Without(Is(old)!) };
    }

    public static FormDefinition WithAttachment(
        this FormDefinition form, string section, string? name, AttachmentSlot slot)
    {
        if (name is null)
            return form.Change(section, to => to with { Attachments = to.Attachments.Put(null, slot) });
        var (home, old) = form.Attachment(name);
        return home.Name == section
            ? form.Change(section, to => to with { Attachments = to.Attachments.Put(Is(old), slot) })
            : form.WithoutAttachment(name).WithAttachment(section, null, slot);
    }

    public static FormDefinition MoveAttachment(this FormDefinition form, string name, int by)
    {
        var (home, old) = form.Attachment(name);
        return form.Change(home.Name, to => to with { Attachments = to.Attachments.Move(Is(old)!, by) });
    }

    public static FormDefinition WithoutAttachment(this FormDefinition form, string name)
    {
        var (home, old) = form.Attachment(name);
        return form.Change(home.Name, of => of with { Attachments = of.Attachments.Without(Is(old)!) });
    }

    /// <param name="form">The form.</param>
    /// <param name="index">Which rule; null for a new one.</param>
    /// <param name="rule">What it says.</param>
    public static FormDefinition WithRule(this FormDefinition form, int? index, FormRule rule)
    {
        var old = index is { } at ? form.Rule(at) : null;
        return form with { Rules = form.Rules.Put(Is(old), rule) };
    }

    public static FormDefinition WithoutRule(this FormDefinition form, int index)
    {
        var old = form.Rule(index);
        return form with { Rules = form.Rules.Without(Is(old)!) };
    }

    internal static FormDefinition Change(
        this FormDefinition form, string section, Func<FormSection, FormSection> change)
    {
        var old = form.Section(section);
        return form with { Sections = form.Sections.Put(Is(old), change(old)) };
    }

    private static FormSection Section(this FormDefinition form, string name) =>
        form.Sections.FirstOrDefault(section => section.Name == name) ?? throw Unknown(name);

    private static (FormSection Home, AttachmentSlot Slot) Attachment(this FormDefinition form, string name) =>
        form.Sections.SelectMany(section => section.Attachments.Select(slot => (section, slot)))
            .Where(found => found.slot.Name == name)
            .Select(found => ((FormSection, AttachmentSlot)?)found)
            .FirstOrDefault() ?? throw Unknown(name);

    private static FormRule Rule(this FormDefinition form, int index) =>
        index >= 0 && index < form.Rules.Count
            ? form.Rules[index]
            : throw Unknown((index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));

    internal static Func<T, bool>? Is<T>(T? old) where T : class =>
        old is null ? null : part => ReferenceEquals(part, old);

    internal static RuleViolation Unknown(string name) => RuleViolation.NotFound("FormPartUnknown", name);
}

using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Design;

/// <summary>
/// What can be done with fields and with columns of lists. Rules of the form follow a new name; who removes a
/// field that a rule needs is refused by the check of the form.
/// </summary>
public static class FormFieldEdits
{
    /// <summary>Columns stay with a list; they are edited one by one.</summary>
    public static FormDefinition WithField(this FormDefinition form, string section, string? name, FormField field)
    {
        if (name is null)
            return form.Change(section, to => to with { Fields = to.Fields.Put(null, Complete(field, null)) });
        var (home, old) = form.Field(name);
        var put = Complete(field, old);
        var changed = home.Name == section
            ? form.Change(section, to => to with { Fields = to.Fields.Put(FormEdits.Is(old), put) })
            : form.WithoutField(name)
                .Change(section, to => to with { Fields = to.Fields.Put(null, put) });
        return changed with { Rules = [.. form.Rules.Select(rule => Renamed(rule, name, field.Name))] };
    }

    public static FormDefinition MoveField(this FormDefinition form, string name, int by)
    {
        var (home, old) = form.Field(name);
        return form.Change(home.Name, to => to with { Fields = to.Fields.Move(FormEdits.Is(old)!, by) });
    }

    public static FormDefinition WithoutField(this FormDefinition form, string name)
    {
        var (home, old) = form.Field(name);
        return form.Change(home.Name, of => of with { Fields = of.Fields.Without(FormEdits.Is(old)!) });
    }

    public static FormDefinition WithColumn(this FormDefinition form, string list, string? name, FormField column)
    {
        var old = name is null ? null : form.Column(list, name);
        var changed = form.ChangeList(list, to => to with
        {
            Columns = (to.Columns ?? []).Put(FormEdits.Is(old), column),
            UniqueColumn = old is not null && to.UniqueColumn == name ? column.Name : to.UniqueColumn,
        });
        return old is null ? changed : changed with
        {
            Rules = [.. form.Rules.Select(rule => rule.Column == name && (rule.Field == list || rule.Other == list)
                ? rule with { Column = column.Name }
                : rule)],
        };
    }

    public static FormDefinition MoveColumn(this FormDefinition form, string list, string name, int by)
    {
        var old = form.Column(list, name);
        return form.ChangeList(list, to => to with { Columns = to.Columns!.Move(FormEdits.Is(old)!, by) });
    }

    public static FormDefinition WithoutColumn(this FormDefinition form, string list, string name)
    {
        var old = form.Column(list, name);
        return form.ChangeList(list, of => of with { Columns = of.Columns!.Without(FormEdits.Is(old)!) });
    }

    // A list without columns cannot be used; a new one begins with one, named after the list.
    private static FormField Complete(FormField field, FormField? old) => field with
    {
        Columns = field.Type != "list"
            ? null
            : old?.Columns ?? [new FormField { Name = "item", Type = "text", Label = field.Label, Required = true }],
    };

    private static FormRule Renamed(FormRule rule, string before, string after) => rule with
    {
        Field = rule.Field == before ? after : rule.Field,
        Other = rule.Other == before ? after : rule.Other,
        Area = rule.Area == before ? after : rule.Area,
    };

    private static FormDefinition ChangeList(
        this FormDefinition form, string list, Func<FormField, FormField> change)
    {
        var (home, old) = form.Field(list);
        return form.Change(
            home.Name, to => to with { Fields = to.Fields.Put(FormEdits.Is(old), change(old)) });
    }

    private static (FormSection Home, FormField Field) Field(this FormDefinition form, string name) =>
        form.Sections.SelectMany(section => section.Fields.Select(field => (section, field)))
            .Where(found => found.field.Name == name)
            .Select(found => ((FormSection, FormField)?)found)
            .FirstOrDefault() ?? throw FormEdits.Unknown(name);

    private static FormField Column(this FormDefinition form, string list, string name) =>
        form.Field(list).Field.Columns?.FirstOrDefault(column => column.Name == name)
            ?? throw FormEdits.Unknown(name);
}

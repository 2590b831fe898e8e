using ApprovalFlows.Core.Areas;
using ApprovalFlows.Core.Sanctions;

namespace ApprovalFlows.Core.Forms;

/// <summary>Lists of options that several forms share, kept as data.</summary>
public static class OptionLists
{
    private static readonly Dictionary<string, Lazy<IReadOnlyList<FormOption>>> s_lists = new()
    {
        ["enterprise-kinds"] = new(() => ReadList("enterprise-kinds")),
        ["labour-services"] = new(() => ReadList("labour-services")),
        ["parks"] = new(() => [.. ParkRegister.Seed.All
            .Where(park => park.Approved)
            .Select(park => new FormOption(park.Code, park.Name))]),
        ["rectification-bases"] = new(() => SanctionRules.Seed.Bases),
        ["sanction-grounds"] = new(() => SanctionRules.GroundOptions),
        ["sanction-measures"] = new(() => SanctionRules.MeasureOptions),
    };

    public static IEnumerable<string> Names => s_lists.Keys.Order(StringComparer.Ordinal);

    /// <summary>The options of a list, or null when there is no such list.</summary>
    public static IReadOnlyList<FormOption>? Find(string name) =>
        s_lists.TryGetValue(name, out var list) ? list.Value : null;

    internal static FormDefinition Expand(FormDefinition form) =>
        form with
        {
            Sections = [.. form.Sections.Select(section => section with
            {
                Fields = [.. section.Fields.Select(Expand)],
            })],
        };

    private static FormField Expand(FormField field) =>
        field with
        {
            Options = field.OptionsFrom is { } list ? Find(list) : field.Options,
            Columns = field.Columns is { } columns ? [.. columns.Select(Expand)] : null,
        };

    private static IReadOnlyList<FormOption> ReadList(string name) =>
        SeedFile.Read<OptionFile>($"Forms/{name}.json").Options;

    private sealed record OptionFile(string Source, IReadOnlyList<FormOption> Options);
}

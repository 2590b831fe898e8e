using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ApprovalFlows.Core;

namespace ApprovalFlows.Web.Hosting.Options;

/// <summary>
/// Reads the settings, and says of everything that cannot be used in one sentence what is wrong with it. Written
/// by hand since the framework's own checks stop at the first fault, do not look into nested settings, and speak
/// in stack traces.
/// </summary>
public static class OptionsReading
{
    /// <exception cref="StartRefusedException">A name is unknown or a value cannot be used.</exception>
    public static ApprovalFlowsOptions Read(IConfiguration configuration, string contentRoot)
    {
        var section = configuration.GetSection(ApprovalFlowsOptions.Section);
        var known = OptionsTree.Of(new ApprovalFlowsOptions());
        Refuse(section.AsEnumerable(makePathsRelative: true)
            .Where(entry => entry.Value is not null && !IsEmptyBranch(entry.Key, entry.Value, known))
            .Select(entry => FaultOf(entry.Key, entry.Value!, known)));
        var options = section.Get<ApprovalFlowsOptions>() ?? new ApprovalFlowsOptions();
        Refuse(OptionsTree.Of(options).SelectMany(FaultsOf));
        Refuse(OptionsRules.FaultsOf(options, configuration.GetConnectionString("ApprovalFlows"), contentRoot));
        return options;
    }

    private static void Refuse(IEnumerable<string?> faults)
    {
        var said = faults.OfType<string>().ToList();
        if (said.Count > 0) throw new StartRefusedException(said);
    }

    private static string? FaultOf(string key, string value, IReadOnlyList<Setting> known)
    {
        var setting = known.FirstOrDefault(one => IsOf(one, key));
        if (setting is null)
        {
            return $"{ApprovalFlowsOptions.Section}:{key} is no setting of this program; "
                + "docs/operations.md lists them.";
        }

        return setting.IsList || CanBe(setting.Property.PropertyType, value)
            ? null
            : $"{setting.Name} is {Shown(setting, value)}; it must be {KindOf(setting.Property.PropertyType)}.";
    }

    private static bool IsEmptyBranch(string key, string value, IReadOnlyList<Setting> known) =>
        value.Length == 0 && known.Any(setting =>
            setting.Path.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase) || key.Length == 0);

    private static bool IsOf(Setting setting, string key) =>
        setting.IsList
            ? key.StartsWith(setting.Path + ":", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(key.AsSpan(setting.Path.Length + 1), CultureInfo.InvariantCulture, out _)
            : setting.Path.Equals(key, StringComparison.OrdinalIgnoreCase);

    private static bool CanBe(Type type, string value)
    {
        if (type == typeof(string)) return true;
        if (type.IsEnum) return Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase);
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value) is not null;
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    private static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => string.Join(" or ", Enum.GetNames(type)),
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(TimeOnly) => "a time of the day such as 08:30",
        _ => "a whole number",
    };

    private static IEnumerable<string> FaultsOf(Setting setting)
    {
        var rules = setting.Property.GetCustomAttributes(typeof(ValidationAttribute), inherit: true);
        foreach (var rule in rules.Cast<ValidationAttribute>().Where(rule => !rule.IsValid(setting.Value)))
        {
            yield return rule switch
            {
                RequiredAttribute => $"{setting.Name} is empty; it needs a value.",
                RangeAttribute range => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{setting.Name} is {setting.Value}; it must be from {range.Minimum} to {range.Maximum}."),
                EmailAddressAttribute =>
                    $"{setting.Name} is {Shown(setting, setting.Value)}; it must be a mail address.",
                _ => rule.FormatErrorMessage(setting.Name),
            };
        }
    }

    private static string Shown(Setting setting, object? value) => setting.IsSecret ? "not usable" : $"'{value}'";
}

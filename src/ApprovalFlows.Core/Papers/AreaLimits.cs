namespace ApprovalFlows.Core.Papers;

/// <summary>Areas that a paper names, as their codes with commas between.</summary>
public static class AreaLimits
{
    /// <summary>Whether the paper lets its holder be there; one without limit lets him be anywhere.</summary>
    public static bool Allows(string? areaCodes, string area) =>
        string.IsNullOrEmpty(areaCodes) || Names(areaCodes, area);

    /// <summary>Whether it names the area or the whole that it is part of: its code begins with that.</summary>
    public static bool Names(string? areaCodes, string area) => (areaCodes ?? "")
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Any(code => area.StartsWith(code, StringComparison.Ordinal));
}

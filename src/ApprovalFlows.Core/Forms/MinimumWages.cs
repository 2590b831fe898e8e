namespace ApprovalFlows.Core.Forms;

/// <summary>Local minimum wages by area and date (劳动保障监察条例 §26).</summary>
public sealed class MinimumWages(IEnumerable<MinimumWage> wages)
{
    private static readonly Lazy<MinimumWages> s_seed = new(() =>
        new MinimumWages(SeedFile.Read<MinimumWageFile>("Forms/minimum-wages.json").Wages));

    private readonly MinimumWage[] _wages =
        [.. wages.OrderByDescending(w => w.AreaCode.Length).ThenByDescending(w => w.From)];

    public static MinimumWages Seed => s_seed.Value;

    /// <summary>
    /// The monthly minimum at a place on a day; the row of the smallest area that contains the
    /// place counts. Null when no row applies.
    /// </summary>
    public MinimumWage? Find(string areaCode, DateOnly day) =>
        _wages.FirstOrDefault(w =>
            w.From <= day && areaCode.StartsWith(w.AreaCode, StringComparison.Ordinal));

    private sealed record MinimumWageFile(string Source, IReadOnlyList<MinimumWage> Wages);
}

/// <summary>The area may be a leading part of an area code: 45 is all of Guangxi.</summary>
public sealed record MinimumWage(string AreaCode, DateOnly From, decimal Monthly);

using System.Collections.Frozen;

namespace ApprovalFlows.Core.Areas;

/// <summary>The known areas by code.</summary>
public sealed class AreaRegister
{
    private const int LevelsMax = 6;
    private const int CountyLength = 6;
    private const int CityPrefixLength = 4;

    private static readonly Lazy<AreaRegister> s_seed =
        new(() => new AreaRegister(SeedFile.Read<AreaFile>("Areas/areas.json").Areas));

    private readonly FrozenDictionary<string, Area> _areas;

    /// <exception cref="ArgumentException">
    /// A parent or successor is not among the areas.
    /// </exception>
    public AreaRegister(IEnumerable<Area> areas)
    {
        _areas = areas.ToFrozenDictionary(a => a.Code);
        var stray = _areas.Values.FirstOrDefault(a => IsStray(a.Parent) || IsStray(a.Successor));
        if (stray is not null)
            throw new ArgumentException($"Area {stray.Code} names an area that is not there.");
    }

    public static AreaRegister Seed => s_seed.Value;

    public IEnumerable<Area> All => _areas.Values.OrderBy(a => a.Code, StringComparer.Ordinal);

    public Area? Find(string code) => _areas.GetValueOrDefault(code);

    /// <summary>The area that holds today: a retired code leads to its successor.</summary>
    public Area? FindCurrent(string code)
    {
        var area = Find(code);
        for (var level = 0; area?.Successor is { } successor && level < LevelsMax; level++)
            area = Find(successor);
        return area;
    }

    /// <summary>
    /// Whether a code is wrong for certain: it is not here, though the register holds all parts of
    /// the county or city that it points to.
    /// </summary>
    public bool IsWrong(string code)
    {
        if (Find(code) is not null)
            return false;
        var county = code.Length > CountyLength ? Find(code[..CountyLength]) : null;
        return (county ?? Find(code[..CityPrefixLength] + "00")) is { IsComplete: true };
    }

    public IEnumerable<Area> ChildrenOf(string code) =>
        All.Where(a => a.Parent == code && !a.IsRetired);

    /// <summary>The area, then what contains it, up to the region.</summary>
    public IEnumerable<Area> PathOf(Area area)
    {
        Area? current = area;
        for (var level = 0; current is not null && level < LevelsMax; level++)
        {
            yield return current;
            current = current.Parent is { } parent ? Find(parent) : null;
        }
    }

    /// <summary>Whether the outer area is the inner one or contains it.</summary>
    public bool Contains(string outer, string inner) =>
        Find(inner) is { } area && PathOf(area).Any(a => a.Code == outer);

    public PilotStatus PilotOf(Area area) =>
        PathOf(area).Select(a => a.Pilot).FirstOrDefault(p => p is not null) ?? PilotStatus.None;

    private bool IsStray(string? code) => code is not null && !_areas.ContainsKey(code);

    private sealed record AreaFile(string Source, IReadOnlyList<Area> Areas);
}

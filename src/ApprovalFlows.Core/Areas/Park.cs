using System.Collections.Frozen;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Areas;

/// <summary>
/// A park in which border residents may be employed, and the route by which its enterprises apply.
/// </summary>
public sealed record Park(
    string Code, string AreaCode, string Route, bool Approved, LocalText Name);

/// <summary>The parks by code.</summary>
public sealed class ParkRegister(IEnumerable<Park> parks)
{
    /// <summary>The route of an enterprise that lies in no park.</summary>
    public const string GeneralRoute = "R1";

    private static readonly Lazy<ParkRegister> s_seed =
        new(() => new ParkRegister(SeedFile.Read<ParkFile>("Areas/parks.json").Parks));

    private readonly FrozenDictionary<string, Park> _byCode =
        parks.ToFrozenDictionary(p => p.Code);

    public static ParkRegister Seed => s_seed.Value;

    public IEnumerable<Park> All => _byCode.Values.OrderBy(p => p.Code, StringComparer.Ordinal);

    public Park? Find(string code) => _byCode.GetValueOrDefault(code);

    public string RouteOf(string? park) =>
        park is null ? GeneralRoute : Find(park)?.Route ?? GeneralRoute;

    private sealed record ParkFile(string Source, IReadOnlyList<Park> Parks);
}

using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Areas;

/// <summary>Whether the pilot allows employment of border residents at a place.</summary>
public sealed class PilotArea(AreaRegister areas, ParkRegister parks)
{
    private const int CountyLength = 6;

    private static readonly Lazy<PilotArea> s_seed =
        new(() => new PilotArea(AreaRegister.Seed, ParkRegister.Seed));

    public static PilotArea Seed => s_seed.Value;

    public AreaRegister Areas => areas;
    public ParkRegister Parks => parks;

    /// <param name="areaCode">6 or 9 digits.</param>
    /// <param name="parkCode">The park of the enterprise, or null when it lies in none.</param>
    public PilotCheck Check(string areaCode, string? parkCode)
    {
        var area = areas.FindCurrent(areaCode);
        if (area is null)
            return Refuse(areaCode, new Sentence("Pilot.AreaUnknown", areaCode));

        var park = parkCode is null ? null : parks.Find(parkCode);
        if (parkCode is not null && park is null)
            return Refuse(area.Code, new Sentence("Pilot.ParkUnknown", parkCode), isPark: true);
        if (park is not null && !IsInCountyOf(park, area))
            return Refuse(
                area.Code, new Sentence("Pilot.ParkElsewhere", park.Name, area.Name), isPark: true);

        return CheckStatus(area, park);
    }

    private PilotCheck CheckStatus(Area area, Park? park) =>
        areas.PilotOf(area) switch
        {
            PilotStatus.Whole => new PilotCheck(area.Code, null),
            PilotStatus.Parks when park is { Approved: true } => new PilotCheck(area.Code, null),
            PilotStatus.Parks => Refuse(area.Code, new Sentence("Pilot.ParkNeeded", area.Name)),
            PilotStatus.Streets when area.Pilot is PilotStatus.Streets =>
                Refuse(area.Code, new Sentence("Pilot.StreetNeeded", area.Name, StreetsOf(area))),
            _ => Refuse(area.Code, new Sentence("Pilot.Outside", area.Name)),
        };

    // Parks and addresses are compared by county: a park may reach over several towns.
    private bool IsInCountyOf(Park park, Area area) =>
        areas.Find(park.AreaCode) is { } parkArea
        && County(parkArea.Code) == County(area.Code);

    private LocalText StreetsOf(Area county)
    {
        var names = areas.ChildrenOf(county.Code)
            .Where(a => a.Pilot == PilotStatus.Whole)
            .Select(a => a.Name)
            .ToList();
        return new LocalText(
            string.Join('、', names.Select(n => n.Zh)),
            string.Join(", ", names.Select(n => n.Vi)),
            string.Join(", ", names.Select(n => n.En)));
    }

    private static string County(string code) =>
        code.Length > CountyLength ? code[..CountyLength] : code;

    private static PilotCheck Refuse(string areaCode, Sentence problem, bool isPark = false) =>
        new(areaCode, problem, isPark);
}

/// <summary>
/// The answer: the area code that holds today, and why the place is refused, if it is. The problem
/// may lie with the park rather than with the area.
/// </summary>
public sealed record PilotCheck(string AreaCode, Sentence? Problem, bool IsParkProblem = false)
{
    public bool IsAllowed => Problem is null;
}

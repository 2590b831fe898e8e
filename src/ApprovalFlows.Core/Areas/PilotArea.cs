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
            return new PilotCheck(areaCode, new Sentence(
                areas.IsWrong(areaCode) ? "Pilot.AreaUnknown" : "Pilot.CodeOutside", areaCode));

        var park = parkCode is null ? null : parks.Find(parkCode);
        var problem = parkCode is not null && park is null
            ? new Sentence("Pilot.ParkUnknown", parkCode)
            : FindAreaProblem(area) ?? FindParkProblem(area, park);
        return new PilotCheck(area.Code, problem);
    }

    private Sentence? FindAreaProblem(Area area) =>
        areas.PilotOf(area) switch
        {
            PilotStatus.Whole or PilotStatus.Parks => null,
            PilotStatus.Streets when area.Pilot is PilotStatus.Streets =>
                new Sentence("Pilot.StreetNeeded", area.Name, StreetsOf(area)),
            _ => new Sentence("Pilot.Outside", area.Name),
        };

    private Sentence? FindParkProblem(Area area, Park? park)
    {
        if (park is not null && !IsInCountyOf(park, area))
            return new Sentence("Pilot.ParkElsewhere", park.Name, area.Name);
        return areas.PilotOf(area) == PilotStatus.Parks && park is not { Approved: true }
            ? new Sentence("Pilot.ParkNeeded", area.Name)
            : null;
    }

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
}

/// <summary>The area code that holds today, and why the place is refused, if it is.</summary>
public sealed record PilotCheck(string AreaCode, Sentence? Problem)
{
    public bool IsAllowed => Problem is null;
}

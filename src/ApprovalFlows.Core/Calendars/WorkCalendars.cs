using System.Collections.Frozen;

namespace ApprovalFlows.Core.Calendars;

/// <summary>The calendars by region: <c>CN</c> for the nation, <c>GX</c> for Guangxi.</summary>
public sealed class WorkCalendars
{
    private static readonly Lazy<CalendarRegion[]> s_regions = new(() =>
        [.. SeedFile.List("Calendars", "region-").Select(SeedFile.Read<CalendarRegion>)]);

    private static readonly Lazy<CalendarYear[]> s_seedYears = new(() =>
        [.. SeedFile.List("Calendars", "year-").Select(SeedFile.Read<CalendarYear>)]);

    private static readonly Lazy<WorkCalendars> s_seed = new(() => Of(SeedYears));

    private readonly FrozenDictionary<string, WorkCalendar> _calendars;

    /// <exception cref="ArgumentException">
    /// Two arrangements for one year, or a stray day.
    /// </exception>
    public WorkCalendars(IEnumerable<CalendarRegion> regions, IEnumerable<CalendarYear> years)
    {
        var yearsByRegion = years.ToLookup(y => y.Region);
        foreach (var year in yearsByRegion.SelectMany(group => group))
            RequireDaysOfItsYear(year);

        var calendars = new Dictionary<string, WorkCalendar>();
        var layers = new Dictionary<string, CalendarLayers>();
        foreach (var region in regions.OrderBy(r => r.Base is not null))
        {
            var below = region.Base is null ? null : layers[region.Base];
            var own = new CalendarLayers(region, [.. yearsByRegion[region.Region]], below);
            layers[region.Region] = own;
            calendars[region.Region] = new WorkCalendar(
                region, own, region.Base is null ? null : calendars[region.Base]);
        }
        _calendars = calendars.ToFrozenDictionary();
    }

    public static WorkCalendars Seed => s_seed.Value;

    public static IReadOnlyList<CalendarRegion> Regions => s_regions.Value;

    /// <summary>The arrangements that come with the program, the first version of their year.</summary>
    public static IReadOnlyList<CalendarYear> SeedYears => s_seedYears.Value;

    /// <summary>The regions that the program knows, with these arrangements.</summary>
    public static WorkCalendars Of(IEnumerable<CalendarYear> years) => new(Regions, years);

    public IEnumerable<WorkCalendar> All =>
        _calendars.Values.OrderBy(c => c.Region, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">No such region.</exception>
    public WorkCalendar this[string region] => _calendars[region];

    /// <summary>The calendar that holds at a place.</summary>
    public WorkCalendar OfArea(string areaCode) =>
        _calendars.Values
            .Where(c => areaCode.StartsWith(c.AreaPrefix, StringComparison.Ordinal))
            .MaxBy(c => c.AreaPrefix.Length)!;

    private static void RequireDaysOfItsYear(CalendarYear year)
    {
        var days = year.Off.SelectMany(p => new[] { p.From, p.To }).Concat(year.WorkOn);
        if (days.Any(day => day.Year != year.Year) || year.Off.Any(p => p.To < p.From))
            throw new ArgumentException(
                $"{year.Region} {year.Year} holds a day that is not its own.");
    }
}

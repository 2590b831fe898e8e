using System.Globalization;
using ApprovalFlows.Core.Areas;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Web.Components.Pages.Registers;

/// <summary>Names of areas, parks, fields and values of the registers in the reader's language.</summary>
internal static class RegisterWords
{
    private const int CountyLength = 6;

    private static CultureInfo Culture => CultureInfo.CurrentUICulture;

    public static string Area(string? code) => string.IsNullOrEmpty(code) ? ""
        : AreaRegister.Seed.Find(code)?.Name.In(Culture) ?? code;

    public static string Park(string? code) => string.IsNullOrEmpty(code) ? ""
        : ParkRegister.Seed.Find(code)?.Name.In(Culture) ?? code;

    public static string WorkerField(string field) => TextResources.TryFind("WorkerField." + field, Culture) ?? field;

    public static string FirmField(string field) => TextResources.TryFind("FirmField." + field, Culture) ?? field;

    public static string Change(string action) => TextResources.TryFind("Change." + action, Culture) ?? action;

    /// <summary>Counties in which there are streets of the pilot.</summary>
    public static IEnumerable<Area> Areas => AreaRegister.Seed.All.Where(area =>
        area.Code.Length >= 6 && !area.IsRetired && AreaRegister.Seed.PilotOf(area) != PilotStatus.None);

    /// <summary>Counties and their parts, where work and firms may be.</summary>
    public static IEnumerable<Area> Places => AreaRegister.Seed.All.Where(area =>
        area.Code.Length >= CountyLength && !area.IsRetired && !IsCity(area.Code));

    private static bool IsCity(string code) =>
        code.Length == CountyLength && code.EndsWith("00", StringComparison.Ordinal);

    /// <summary>What was filled in of the given fields; what was not on the form is not there.</summary>
    public static Dictionary<string, string?> Filled(IFormCollection form, IEnumerable<string> fields) => fields
        .Where(form.ContainsKey)
        .ToDictionary(field => field, field => (string?)form[field].ToString());

    /// <summary>A value as people read it: codes become names.</summary>
    public static string Value(string field, string? value) => (field, value) switch
    {
        (_, null or "") => "",
        (WorkerFields.WorkAreaCode or "areaCode", _) => $"{Area(value)}（{value}）",
        (WorkerFields.ParkCode, _) => Park(value),
        _ => value,
    };
}

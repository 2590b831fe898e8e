using ApprovalFlows.Core.Workers;
using Microsoft.AspNetCore.Http.Extensions;

namespace ApprovalFlows.Web.Components.Pages.Registers;

/// <summary>How the list of workers is looked at, as its address says it.</summary>
public sealed record WorkerAddress
{
    public string? Text { get; init; }
    public Guid? Enterprise { get; init; }
    public string? Area { get; init; }
    public string? Park { get; init; }
    public string? Mode { get; init; }
    public Guid? After { get; init; }

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || Enterprise is not null
        || !string.IsNullOrEmpty(Area) || !string.IsNullOrEmpty(Park) || !string.IsNullOrEmpty(Mode);

    public static WorkerAddress Of(IQueryCollection query) => new()
    {
        Text = query["q"],
        Enterprise = Guid.TryParse(query["enterprise"], out var firm) ? firm : null,
        Area = query["area"],
        Park = query["park"],
        Mode = query["mode"],
        After = Guid.TryParse(query["after"], out var after) ? after : null,
    };

    public override string ToString() => "/workers" + Query();

    public string Export() => "/workers/export" + Query();

    public string ExportPapers() => "/workers/papers/export" + Query();

    public WorkerQuery ToQuery(int pageSize) => new()
    {
        Text = Text,
        EnterpriseId = Enterprise,
        AreaCode = Area,
        ParkCode = Park,
        Mode = Enum.TryParse<WorkerMode>(Mode, ignoreCase: true, out var mode) && Enum.IsDefined(mode) ? mode : null,
        After = After,
        PageSize = pageSize,
    };

    private string Query()
    {
        var query = new QueryBuilder();
        Add("q", Text);
        Add("enterprise", Enterprise?.ToString());
        Add("area", Area);
        Add("park", Park);
        Add("mode", Mode);
        Add("after", After?.ToString());
        return query.ToString();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value)) query.Add(name, value);
        }
    }
}

using System.Globalization;
using System.Xml;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Web.Hosting;

namespace ApprovalFlows.Web.Api;

/// <summary>
/// Development only: moving the clock and running jobs, so that deadlines can be tried without
/// waiting.
/// </summary>
public static class DevEndpoints
{
    private static readonly TimeSpan MaxAdvance = TimeSpan.FromDays(3660);

    public static void MapDevelopment(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/dev/clock", MoveClockAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/dev/jobs/{name}/run", RunJobAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> MoveClockAsync(
        HttpContext context, DevelopmentClock clock, DueWorkJob dueWork)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var advance = fields.Text("advance");
        var now = fields.Text("now");
        if (advance is null == now is null) fields.Fail("advance", "ISO 8601 P5D | now");
        var target = Target(advance, now, clock.GetUtcNow());
        if (target is null) fields.Fail(advance is null ? "now" : "advance", "ISO 8601");
        fields.MustBeRight();
        if (target < clock.GetUtcNow()) throw new RuleViolation("ClockForwardOnly");
        await clock.MoveToAsync(target!.Value, context.RequestAborted);
        await dueWork.RunAsync(context.RequestAborted);
        return TypedResults.Ok(new { now = ChinaTime.Of(clock.GetUtcNow()) });
    }

    private static async Task<IResult> RunJobAsync(
        string name, JobRunner jobs, CancellationToken cancellation) =>
        TypedResults.Ok(await jobs.RunAsync(name, cancellation));

    private static DateTimeOffset? Target(string? advance, string? now, DateTimeOffset present)
    {
        if (now is not null)
        {
            return DateTimeOffset.TryParse(
                now, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                    ? instant
                    : null;
        }

        try
        {
            var span = XmlConvert.ToTimeSpan(advance ?? "");
            return span >= TimeSpan.Zero && span <= MaxAdvance ? present + span : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

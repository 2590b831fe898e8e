using System.Text.Json;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Activities.Scheduling;

/// <summary>When a trigger of the clock fires next, and what it gives to its instance.</summary>
internal static class TriggerSchedule
{
    public static DateTimeOffset? Next(StoredTrigger trigger, DateTimeOffset clock)
    {
        // A clock that was set back must not bring the instant that has just fired once more.
        var now = trigger.DueAt > clock ? trigger.DueAt.Value : clock;
        var payload = JsonRead.Parse(trigger.Payload ?? "{}");
        if (payload.Text("CronExpression") is { } text && CronSchedule.TryParse(text, out var cron))
            return cron.Next(now);
        if (payload["Interval"]?.Deserialize<TimeSpan>() is not { } interval || interval <= TimeSpan.Zero)
            return null;
        // Missed rounds are not made up for: the next one lies ahead.
        var next = (trigger.DueAt ?? now) + interval;
        return next > now ? next : now + interval;
    }

    public static IReadOnlyDictionary<string, object?> InputOf(StoredTrigger trigger)
    {
        var input = new Dictionary<string, object?>();
        foreach (var (name, value) in JsonRead.Parse(trigger.Payload ?? "{}"))
            input[name] = value?.ToString();
        return input;
    }
}

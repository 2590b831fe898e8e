using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Web.Resources;
using Microsoft.Extensions.Localization;

namespace ApprovalFlows.Web.Components.Pages.Administrator;

/// <summary>What a run did, number by number, in the reader's language; what was none is left out.</summary>
internal static class JobWords
{
    private static readonly string[] Order =
    [
        "considered", "looked", "told", "recorded", "higherRung", "renewed", "ended", "nobody", "clues",
        "skippedForAHigherRung", "noLongerTrue", "waitingForQuietHours", "people", "letters", "lines", "mails",
        "chased", "resumed", "moved", "done", "failed", "anchors", "cases",
        "opened", "unreported", "final",
    ];

    public static string Told(PastRun run, IStringLocalizer<WatcherText> texts)
    {
        var numbers = run.Numbers();
        return string.Join(" · ", Order
            .Where(name => numbers.TryGetValue(name, out var number) && (number > 0 || name == "considered"))
            .Select(name => texts[$"Jobs.Result.{name}", numbers[name]].Value));
    }

    public static string Duration(PastRun run, IStringLocalizer<WatcherText> texts) =>
        texts["Jobs.Seconds", (run.FinishedAt - run.StartedAt).TotalSeconds.ToString("0.0", Culture)];

    private static System.Globalization.CultureInfo Culture => System.Globalization.CultureInfo.CurrentUICulture;
}

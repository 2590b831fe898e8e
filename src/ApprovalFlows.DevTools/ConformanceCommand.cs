using ApprovalFlows.DevTools.Commands;
using ApprovalFlows.Workflows.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.DevTools;

/// <summary>Replays recorded cases and says which differ.</summary>
internal static class ConformanceCommand
{
    private const string Pass = "pass";
    private const string Differs = "differs";
    private const string Fail = "fail";

    public static async Task<int> RunAsync(string[] args)
    {
        var options = CommandOptions.Parse(args);
        if (options.Arguments is not [var folder])
            return CommandOptions.Fail("conformance needs one folder.");
        string[] modes = options.Last("mode") is { } only
            ? [only]
            : [ConformanceReplay.CounterMode, ConformanceReplay.TokenMode];
        if (Cases(folder, options.Last("case")) is not [_, ..] cases)
            return CommandOptions.Fail($"conformance: there is no such case in '{folder}'.");
        var replay = new ConformanceReplay(services => services.BuildServiceProvider());
        var totals = new Dictionary<string, int>(StringComparer.Ordinal) { [Pass] = 0, [Differs] = 0, [Fail] = 0 };
        foreach (var name in cases)
            foreach (var mode in modes)
            {
                var verdict = await ReplayAsync(replay, folder, name, mode);
                var word = verdict.Passes ? Pass : verdict.Fails ? Fail : Differs;
                totals[word]++;
                Console.WriteLine($"{word} {name} [{mode}]{Reason(verdict)}");
            }

        Console.WriteLine($"{totals[Pass]} passed, {totals[Differs]} differ, {totals[Fail]} failed");
        return totals[Fail] == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    // A case that cannot be read or replayed has failed; the others are still replayed.
    private static async Task<ConformanceVerdict> ReplayAsync(
        ConformanceReplay replay, string folder, string name, string mode)
    {
        try
        {
            return await replay.RunAsync(ConformanceCase.Load(folder, name), mode);
        }
        catch (Exception e)
        {
            return new ConformanceVerdict([$"{e.GetType().Name}: {e.Message}"], []);
        }
    }

    private static string Reason(ConformanceVerdict verdict) =>
        verdict.Passes ? ""
        : verdict.Fails ? $": {verdict.Differences[0]}"
        : $": {string.Join(", ", verdict.Rows)} (docs/elsa-differences.md)";

    private static List<string> Cases(string folder, string? name) =>
        !Directory.Exists(folder) ? []
        : name is null ? [.. ConformanceCase.NamesIn(folder)]
        : [.. ConformanceCase.NamesIn(folder).Where(known => known == name)];
}

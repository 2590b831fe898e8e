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
        string[] modes = options.Last("mode") is { } mode
            ? [mode]
            : [ConformanceReplay.CounterMode, ConformanceReplay.TokenMode];
        var replay = new ConformanceReplay(services => services.BuildServiceProvider());
        var totals = new Dictionary<string, int>(StringComparer.Ordinal) { [Pass] = 0, [Differs] = 0, [Fail] = 0 };
        foreach (var item in Cases(folder, options.Last("case")))
            foreach (var each in modes)
            {
                var verdict = await replay.RunAsync(item, each);
                var word = verdict.Passes ? Pass : verdict.Fails ? Fail : Differs;
                totals[word]++;
                Console.WriteLine($"{word} {item.Name} [{each}]{Reason(verdict)}");
            }

        Console.WriteLine($"{totals[Pass]} passed, {totals[Differs]} differ, {totals[Fail]} failed");
        return totals[Fail] == 0 ? 0 : 1;
    }

    private static string Reason(ConformanceVerdict verdict) =>
        verdict.Passes ? ""
        : verdict.Fails ? $": {verdict.Differences[0]}"
        : $": {string.Join(", ", verdict.Rows)} (docs/elsa-differences.md)";

    private static IEnumerable<ConformanceCase> Cases(string folder, string? name) =>
        name is null ? ConformanceCase.LoadAll(folder) : [ConformanceCase.Load(folder, name)];
}

using ApprovalFlows.Workflows.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.DevTools;

/// <summary>Replays recorded cases and says which differ.</summary>
internal static class ConformanceCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var options = CommandOptions.Parse(args);
        if (options.Arguments is not [var folder])
            return CommandOptions.Fail("conformance needs one folder.");
        string[] modes = options.Last("mode") is { } mode
            ? [mode]
            : [ConformanceReplay.CounterMode, ConformanceReplay.TokenMode];
        var replay = new ConformanceReplay(services => services.BuildServiceProvider());
        var failed = 0;
        var passed = 0;
        foreach (var item in Cases(folder, options.Last("case")))
            foreach (var each in modes)
            {
                var differences = await replay.RunAsync(item, each);
                passed += differences.Count == 0 ? 1 : 0;
                failed += differences.Count == 0 ? 0 : 1;
                Console.WriteLine($"{(differences.Count == 0 ? "pass" : "FAIL")} {item.Name} [{each}]");
                foreach (var difference in differences)
                    Console.WriteLine($"  {difference}");
            }

        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static IEnumerable<ConformanceCase> Cases(string folder, string? name) =>
        name is null ? ConformanceCase.LoadAll(folder) : [ConformanceCase.Load(folder, name)];
}

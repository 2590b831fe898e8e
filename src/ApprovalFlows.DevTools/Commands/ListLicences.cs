using System.Text.Json;
using ApprovalFlows.DevTools.Licences;

namespace ApprovalFlows.DevTools.Commands;

/// <summary>Writes, or checks, the list of what is used and under which licence.</summary>
internal sealed class ListLicences : ICommand
{
    private const string Check = "--check";

    public string Name => "licences";

    public string Arguments => $"[{Check}] [--document FILE] [--reviews FILE]";

    public string Purpose => $"writes {DependencyDocument.File} after a build, or checks that it is true";

    public Task<int> RunAsync(string[] args)
    {
        var options = CommandOptions.Parse([.. args.Where(word => word != Check)]);
        var document = options.Last("document") ?? WorkingTree.PathOf(DependencyDocument.File);
        try
        {
            var reviews = Reviews.Read(options.Last("reviews") ?? WorkingTree.PathOf(Reviews.File));
            var used = Used(reviews);
            var problems = reviews.Problems(used).ToList();
            var text = DependencyDocument.Write(used, reviews);
            if (args.Contains(Check)) problems.AddRange(Differences(File.ReadAllLines(document), text.Split('\n')));
            else File.WriteAllText(document, text);
            foreach (var problem in problems) Console.Error.WriteLine($"licences: {problem}");
            return Task.FromResult(problems.Count == 0 ? ExitCode.Done : ExitCode.Failed);
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            var advice = failure is IOException ? " Build the solution first." : "";
            Console.Error.WriteLine($"licences: {failure.Message}{advice}");
            return Task.FromResult(ExitCode.Failed);
        }
    }

    private static List<Dependency> Used(Reviews reviews) =>
        [.. NetPackages.Read()
            .Concat(NpmPackages.Read("src/ApprovalFlows.Web", Use.Runs))
            .Concat(NpmPackages.Read("tests/ApprovalFlows.TestSupport/smtp", Use.Builds))
            .Concat(Programs.Read(reviews))
            .Select(reviews.Complete)];

    private static IEnumerable<string> Differences(string[] written, string[] expected) =>
        expected.Except(written).Select(line => $"missing in the list: {line}")
            .Concat(written.Except(expected).Select(line => $"no longer true: {line}"));
}

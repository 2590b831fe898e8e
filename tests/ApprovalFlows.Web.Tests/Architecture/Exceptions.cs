using System.Globalization;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Architecture;

/// <summary>
/// Measures a rule against exceptions.txt. A line there is "rule|subject|measure"; it may only shrink:
/// what has become smaller or has gone must be lowered or removed in the same change.
/// </summary>
internal static class Exceptions
{
    private const string FileName = "tests/ApprovalFlows.Web.Tests/Architecture/exceptions.txt";

    /// <param name="rule">The rule's name in the file.</param>
    /// <param name="offenders">Everything that breaks the rule, with how much it measures.</param>
    public static void AreTheOnlyOnes(string rule, IEnumerable<(string Subject, int Measure)> offenders)
    {
        HashSet<string> found = [.. offenders.Select(offender => Line(rule, offender))];
        HashSet<string> listed = [.. File.ReadLines(RepositoryFiles.PathOf(FileName))
            .Where(line => line.StartsWith(rule + "|", StringComparison.Ordinal))];

        var broken = found.Except(listed).Select(line => $"breaks the rule: {line}");
        var outdated = listed.Except(found).Select(line => $"take off the list: {line}");
        var complaints = string.Join('\n', broken.Concat(outdated));
        Assert.True(complaints.Length == 0, complaints);
    }

    private static string Line(string rule, (string Subject, int Measure) offender) =>
        string.Create(CultureInfo.InvariantCulture, $"{rule}|{offender.Subject}|{offender.Measure}");
}

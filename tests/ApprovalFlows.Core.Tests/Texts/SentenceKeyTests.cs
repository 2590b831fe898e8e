using System.Collections;
using System.Text.RegularExpressions;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Texts;

/// <summary>Compares the keys that the code names with those that the texts hold.</summary>
public sealed partial class SentenceKeyTests
{
    private static readonly Lazy<string[]> s_literals = new(ReadLiterals);

    [Fact]
    public void Code_EveryKeyItNames_HasAText()
    {
        var groups = Keys().Select(key => key.Split('.')[0]).ToHashSet();
        var named = s_literals.Value.Where(text => groups.Contains(text.Split('.')[0]));

        Assert.DoesNotContain(named, key => !TextResources.Contains(key));
    }

    [Fact]
    public void Rules_EveryText_IsUsed()
    {
        var used = s_literals.Value.ToHashSet();

        Assert.DoesNotContain(Keys(), key => !used.Contains(key));
    }

    private static IEnumerable<string> Keys() =>
        TextResources.ReadSet("Rules", TextResources.Chinese)
            .Cast<DictionaryEntry>()
            .Select(entry => (string)entry.Key);

    private static string[] ReadLiterals()
    {
        return
        [
            .. Directory.EnumerateFiles(FindSource(), "*.cs", SearchOption.AllDirectories)
                .SelectMany(file => KeyLiteral().Matches(File.ReadAllText(file)))
                .SelectMany(Expand)
                .Distinct(),
        ];
    }

    // Some keys are put together with the unit that a limit counts.
    private static IEnumerable<string> Expand(Match match)
    {
        var key = match.Groups["key"].Value;
        return match.Groups["unit"].Success
            ? Enum.GetNames<TimeUnit>().Select(unit => key + unit)
            : [key];
    }

    private static string FindSource()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ApprovalFlows.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "src", "ApprovalFlows.Core");
    }

    [GeneratedRegex("\"(?<key>[A-Z][A-Za-z]+(\\.[A-Z][A-Za-z]+)+)(?<unit>\\{Unit\\})?\"")]
    private static partial Regex KeyLiteral();
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ApprovalFlows.Core;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Web.Hosting.Options;

namespace ApprovalFlows.Web.Tests.Hosting;

/// <summary>What is written about the options is what there is.</summary>
public sealed partial class OptionsDocumentTests
{
    private static readonly IReadOnlyList<Setting> s_settings = OptionsTree.Of(new ApprovalFlowsOptions());

    [Fact]
    public void Document_OfOperations_ListsEveryOptionAndNoOther() => Assert.Equal(
        s_settings.Select(setting => setting.Path).Order(StringComparer.Ordinal),
        Rows().Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Document_OfOperations_SaysDefaultsAndLimitsAsTheyAre()
    {
        var rows = Rows();

        foreach (var setting in s_settings)
        {
            var (byDefault, limits) = rows[setting.Path];
            var value = setting.IsList ? "" : Convert.ToString(setting.Value, CultureInfo.InvariantCulture);
            Assert.Equal($"{setting.Path}: {(string.IsNullOrEmpty(value) ? "empty" : $"`{value}`")}",
                $"{setting.Path}: {byDefault}");
            if (setting.Property.GetCustomAttribute<RangeAttribute>() is { } range)
                Assert.Equal($"{setting.Path}: {range.Minimum} to {range.Maximum}", $"{setting.Path}: {limits}");
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docker-compose.yml")]
    [InlineData("deploy/Dockerfile")]
    [InlineData("docs/reminders.md")]
    [InlineData("docs/evidence.md")]
    [InlineData("docs/decisions/0006-evidence-is-chained-and-signed.md")]
    public void OtherFiles_NamingOptions_NameThoseThatExist(string file)
    {
        var text = File.ReadAllText(RepositoryFiles.PathOf(file));

        var named = Named().Matches(text).Select(match => match.Groups[1].Value.Replace("__", ":"));

        Assert.All(named, name => Assert.Contains(s_settings, setting =>
            setting.Path == name || setting.Path.StartsWith(name + ":", StringComparison.Ordinal)
            || (setting.IsList && name.StartsWith(setting.Path + ":", StringComparison.Ordinal))));
    }

    private static Dictionary<string, (string Default, string Limits)> Rows()
    {
        var text = File.ReadAllText(RepositoryFiles.PathOf("docs/operations.md"));
        return Row().Matches(text[..text.IndexOf("## Logs", StringComparison.Ordinal)]).ToDictionary(
            row => row.Groups[1].Value,
            row => (row.Groups[2].Value.Trim(), row.Groups[3].Value.Trim()));
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|[^|]*\|([^|]*)\|([^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"ApprovalFlows(?:__|:)((?:[A-Za-z0-9]+(?:__|:)?)*[A-Za-z0-9])")]
    private static partial Regex Named();
}

using System.Text.RegularExpressions;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Mail;

public sealed partial class MailTemplatesTests
{
    private static readonly string[] Languages = ["zh", "vi", "en"];

    [Fact]
    public void Files_OfEachLanguage_AreTheSameWithTheSamePlaceholders()
    {
        var chinese = MailTemplates.Files("zh");
        Assert.Contains("layout.html", chinese.Keys);
        foreach (var language in Languages)
        {
            var files = MailTemplates.Files(language);

            Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
            foreach (var (name, text) in files)
                Assert.Equal($"{name}: {PlaceholdersOf(chinese[name])}", $"{name}: {PlaceholdersOf(text)}");
        }
    }

    [Fact]
    public void Opening_OfEachKind_ExistsInEachLanguage()
    {
        foreach (var kind in Enum.GetValues<MessageKind>())
        {
            Assert.All(
                Languages,
                language => Assert.Contains(MailTemplates.OpeningOf(kind), MailTemplates.Files(language).Keys));
        }
    }

    [Fact]
    public void Html_OfDangerousWords_IsEscapedAndTextIsNot()
    {
        var page = new MailPage(
            "case", "<b>", [new MailLine("<script>alert('1')</script> & 甲", "https://x.example/?a=1&b=\"2\"")], null);

        var html = MailTemplates.Html(TextResources.English, page);
        var text = MailTemplates.Text(TextResources.English, page);

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("a&#x3D;1&amp;b&#x3D;&quot;2&quot;", html, StringComparison.Ordinal);
        Assert.Contains("甲", html, StringComparison.Ordinal);
        Assert.Contains("<script>alert('1')</script> & 甲", text, StringComparison.Ordinal);
        Assert.Contains("https://x.example/?a=1&b=\"2\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_WithoutAPublicAddress_HasNoLinks()
    {
        var page = new MailPage("digest", "s", [new MailLine("one", null), new MailLine("two", null)], null);

        var text = MailTemplates.Text(TextResources.English, page);

        Assert.Equal(
            "Hello,\n\nWhat is new today:\n\none\n\ntwo\n\n--\nThe approval system sent this mail; "
                + "please do not reply. How you are reminded can be changed on the page “Messages” of the system.\n",
            text);
    }

    private static string PlaceholdersOf(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(match => match.Value));

    [GeneratedRegex(@"\{\{.*?\}\}")]
    private static partial Regex Placeholder();
}

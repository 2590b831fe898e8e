using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Workflows.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Web.Tests.Studio;

/// <summary>What Studio shows of activities is in the language chosen on our site.</summary>
public sealed partial class DescriptorLanguageTests(DescriptorLanguageTests.Program program)
    : IClassFixture<DescriptorLanguageTests.Program>
{
    private const string Activities = "/elsa/api/descriptors/activities";
    private const string Review = Activities + "/ApprovalFlows.ReviewStep";

    private static readonly string[] Shown = ["displayName", "description", "category"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Activities_InChinese_EveryTextIsChinese()
    {
        var texts = TextsOf(await AskAsync(Activities, "zh-CN"));

        Assert.DoesNotContain(OfActivities(texts), text => !Chinese().IsMatch(text.Value));
    }

    [Fact]
    public async Task Activities_InVietnamese_NoTextIsTheEnglishOne()
    {
        var english = TextsOf(await AskAsync(Activities, "en"));
        var vietnamese = TextsOf(await AskAsync(Activities, "vi"));

        Assert.Equal(english.Keys, vietnamese.Keys);
        Assert.DoesNotContain(OfActivities(vietnamese), text => text.Value == english[text.Key]);
    }

    [Fact]
    public async Task Activities_InEnglish_AreWhatTheirAttributesSay()
    {
        var translated = TextsOf(await AskAsync(Activities, "en"));

        var written = await WrittenAsync();

        Assert.Equal(written.OrderBy(text => text.Key), translated.OrderBy(text => text.Key));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("vi")]
    public async Task Activities_InALanguage_KeepWhatDefinitionsHold(string language)
    {
        var english = await AskAsync(Activities, "en");

        var translated = await AskAsync(Activities, language);

        Assert.Equal(WithoutTexts(english).ToJsonString(), WithoutTexts(translated).ToJsonString());
    }

    [Theory]
    [InlineData("Elsa.FlowJoin", "Mode", "zh-CN", "WaitAny", "等待任一分支")]
    [InlineData("Elsa.FlowSwitch", "Mode", "vi", "MatchAny", "Lấy mọi trường hợp khớp")]
    [InlineData("ApprovalFlows.ReviewStep", "Department", "vi", "hr-bureau",
        "Sở Nhân lực và An sinh xã hội thành phố Phòng Thành Cảng")]
    [InlineData("ApprovalFlows.ReviewStep", "Post", "zh-CN", "re-check", "防城港市人力资源和社会保障局 – 复核岗")]
    [InlineData("ApprovalFlows.ReviewStep", "Post", "zh-CN", "inspection",
        "东兴出入境边防检查站 – 边防检查岗 / 东兴市园区管理办公室 – 园区检查岗")]
    [InlineData("ApprovalFlows.ReviewStep", "TimeLimit", "en", "acceptance",
        "acceptance or one notice of what is missing (5 working days, Administrative Licensing Law, art. 32)")]
    [InlineData("ApprovalFlows.ReviewStep", "TimeLimit", "zh-CN", "", "（无法定期限）")]
    [InlineData("ApprovalFlows.IssueCertificate", "Kind", "zh-CN", "YG", "聘用境外边民用工证")]
    public async Task Choice_OfAnInput_IsNamedInTheLanguage(
        string type, string input, string language, string value, string expected)
    {
        var descriptor = await AskAsync($"{Activities}/{type}", language);

        var item = Assert.Single(ChoicesOf(descriptor, input), item => item!["value"]!.ToString() == value);
        Assert.Equal(expected, item!["text"]!.ToString());
    }

    [Fact]
    public async Task Offices_ThatEnded_AreNotOffered()
    {
        var descriptor = await AskAsync(Review, "en");

        Assert.DoesNotContain(
            ChoicesOf(descriptor, "Department"), item => item!["value"]!.ToString() == "inspection-quarantine");
    }

    [Fact]
    public async Task Language_ChosenOnOurSite_GoesBeforeThatOfTheBrowser()
    {
        var descriptor = await AskAsync(Review, "en", ".AspNetCore.Culture=c%3Dvi%7Cuic%3Dvi");

        Assert.Equal("Bước thẩm tra", descriptor["displayName"]!.ToString());
    }

    [Fact]
    public async Task ReviewStep_FromTheToolbox_BringsItsOutcomesAlong()
    {
        var descriptor = await AskAsync(Review, "en");

        Assert.Equal(
            """["approve","return","refuse"]""",
            descriptor["constructionProperties"]!["outcomes"]!["expression"]!["value"]!.ToString());
    }

    private async Task<JsonNode> AskAsync(string path, string language, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var answer = await program.Studio.Host.SendAsync("flow-admin", request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
    }

    private async Task<Dictionary<string, string>> WrittenAsync()
    {
        await using var scope = program.Studio.Host.Application.Services.CreateAsyncScope();
        var writer = scope.ServiceProvider.GetRequiredService<DescriptorWriter>();
        var items = new JsonArray();
        var types = scope.ServiceProvider.GetRequiredService<DesignerTypes>();
        foreach (var descriptor in await types.ListAsync(Cancellation))
            items.Add(await writer.WriteAsync(descriptor, Cancellation));
        return TextsOf(new JsonObject { ["items"] = items });
    }

    /// <summary>By activity, member and kind of text.</summary>
    // A flow used as an activity has the one name that its designer gave it, and its type no namespace.
    private static IEnumerable<KeyValuePair<string, string>> OfActivities(
        IEnumerable<KeyValuePair<string, string>> texts) =>
        texts.Where(text => text.Key.Split(' ')[0].Contains('.', StringComparison.Ordinal));

    private static Dictionary<string, string> TextsOf(JsonNode list) =>
    (
        from descriptor in list["items"]!.AsArray()
        from member in MembersOf(descriptor!).Prepend(descriptor)
        from name in Shown
        where member![name]?.ToString() is { Length: > 0 }
        select (Key: $"{descriptor!["typeName"]} {member!.GetPath()} {name}", Text: member[name]!.ToString())
    ).ToDictionary(text => text.Key, text => text.Text);

    private static IEnumerable<JsonNode?> MembersOf(JsonNode descriptor) =>
        new[] { "inputs", "outputs", "ports" }.SelectMany(name => descriptor[name]!.AsArray());

    private static JsonArray ChoicesOf(JsonNode descriptor, string input) =>
        descriptor["inputs"]!.AsArray().Single(item => item!["name"]!.ToString() == input)!
            ["uiSpecifications"]!["dropdown"]!["selectList"]!["items"]!.AsArray();

    private static JsonNode WithoutTexts(JsonNode list)
    {
        foreach (var descriptor in list["items"]!.AsArray())
            foreach (var member in MembersOf(descriptor!).Append(descriptor).ToList())
            {
                foreach (var name in Shown) member!.AsObject().Remove(name);
                if (member!["uiSpecifications"]?["dropdown"]?["selectList"]?["items"] is not JsonArray items) continue;
                foreach (var item in items) item!.AsObject().Remove("text");
            }

        return list;
    }

    /// <summary>Nothing is changed here, so one serves all tests.</summary>
    public sealed class Program : IAsyncDisposable
    {
        internal StudioClient Studio { get; } = new();

        public ValueTask DisposeAsync() => Studio.DisposeAsync();
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();
}

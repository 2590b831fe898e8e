using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ApprovalFlows.Web.Tests.Pages;

namespace ApprovalFlows.Web.Tests.Studio;

public sealed class FormPageTests(SharedApplication application) : IClassFixture<SharedApplication>
{
    private const string Address = "/studio/flows/employer-certificate/form";
    private const string Save = "#save";

    [Fact]
    public async Task Field_Added_LiesInTheDraftAndAfterPublicationInTheApplication()
    {
        using var administrator = await OpenAsync("flow-admin");
        using var applicant = await OpenAsync("employer");
        var form = await administrator.OpenAsync(Address + "/new-field?section=place");

        var saved = await administrator.PressAsync(form, Save, Typed("parkName", "园区名称"));

        var before = await applicant.OpenAsync("/apply/employer-certificate");
        await PublishAsync();
        var after = await applicant.OpenAsync("/apply/employer-certificate");
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Contains("园区名称", saved.Document.QuerySelector("#part-field-parkName")!.TextContent);
        Assert.NotEmpty(saved.Document.QuerySelectorAll("a[href='/studio/flows/employer-certificate/publish']"));
        Assert.Null(before.Document.QuerySelector("[name='v.parkName']"));
        Assert.NotNull(after.Document.QuerySelector("[name='v.parkName']"));
    }

    [Fact]
    public async Task Field_Refused_KeepsWhatWasTypedAndSaysWhere()
    {
        using var administrator = await OpenAsync("flow-admin");
        var form = await administrator.OpenAsync(Address + "/new-field?section=place");
        var typed = Typed("Park name", "园区名称");
        typed["label.en"] = "";

        var refused = await administrator.PressAsync(form, Save, typed);
        typed["maxLength"] = "many";
        var unread = await administrator.PressAsync(refused, Save, typed);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(2, refused.Errors.Count);
        Assert.Equal("Park name", Box(refused, "name"));
        Assert.Equal("园区名称", Box(refused, "label.zh"));
        Assert.NotNull(refused.Document.QuerySelector("#e-name-error"));
        Assert.Equal("true", refused.Document.QuerySelector("[name='label.en']")!.GetAttribute("aria-invalid"));
        Assert.Equal("many", Box(unread, "maxLength"));
        Assert.NotNull(unread.Document.QuerySelector("#e-maxLength-error"));
    }

    [Fact]
    public async Task Field_EditedMeanwhile_IsRefusedOnceAndKept()
    {
        using var first = await OpenAsync("flow-admin");
        using var second = await OpenAsync("flow-admin");
        var seen = await first.OpenAsync(Address + "/fields/industry");
        var other = await second.OpenAsync(Address + "/fields/currentStaff");
        await second.PressAsync(other, Save, new Dictionary<string, string> { ["label.en"] = "Staff now" });
        var mine = new Dictionary<string, string> { ["label.en"] = "Branch of industry" };

        var refused = await first.PressAsync(seen, Save, mine);
        var saved = await first.PressAsync(refused, Save);

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal("Branch of industry", Box(refused, "label.en"));
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal("Branch of industry", Box(await first.OpenAsync(Address + "/fields/industry"), "label.en"));
        Assert.Equal("Staff now", Box(await first.OpenAsync(Address + "/fields/currentStaff"), "label.en"));
    }

    [Fact]
    public async Task Field_MovedAndRemoved_ChangesTheOverview()
    {
        using var administrator = await OpenAsync("flow-admin");
        var overview = await administrator.OpenAsync(Address);

        var moved = await administrator.PressAsync(overview, "#up-field-contactPhone");
        var page = await administrator.OpenAsync(Address + "/fields/registeredCapital");
        var removed = await administrator.PressAsync(page, "#remove button");

        var names = moved.Document.QuerySelectorAll("#part-section-enterprise .form-part").Select(part => part.Id);
        Assert.Equal("part-field-contactPhone", names.ElementAt(names.Count() - 2));
        Assert.NotNull(moved.Document.QuerySelector("#part-field-registeredCapital"));
        Assert.Null(removed.Document.QuerySelector("#part-field-registeredCapital"));
    }

    [Fact]
    public async Task Field_ThatARuleNeeds_IsNotRemoved()
    {
        using var administrator = await OpenAsync("flow-admin");
        var page = await administrator.OpenAsync(Address + "/fields/headcount");

        var refused = await administrator.PressAsync(page, "#remove button");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("headcount", Box(refused, "name"));
        Assert.NotEmpty(refused.Errors);
    }

    [Fact]
    public async Task Options_AddedMovedAndRemoved_ArePostedWithoutBeingSaved()
    {
        using var administrator = await OpenAsync("flow-admin");
        var page = await administrator.OpenAsync(Address + "/fields/route");

        var added = await administrator.PressAsync(page, "#add-option");
        var typed = await administrator.PressAsync(
            added, "#up-option-2", new Dictionary<string, string> { ["options[2].value"] = "R3" });
        var shorter = await administrator.PressAsync(typed, "button[value='remove:option:0']");

        Assert.Equal("R3", Box(typed, "options[1].value"));
        Assert.Equal("R3 R2", $"{Box(shorter, "options[0].value")} {Box(shorter, "options[1].value")}");
        Assert.Equal("R1", Box(await administrator.OpenAsync(Address + "/fields/route"), "options[0].value"));
    }

    [Fact]
    public async Task Parts_OfEachOtherKind_AreAddedAndEdited()
    {
        using var administrator = await OpenAsync("flow-admin");
        var before = RulesOf(await administrator.OpenAsync(Address));
        var section = await administrator.PressAsync(
            await administrator.OpenAsync(Address + "/new-section"), Save, Typed("more", "其他"));
        var slot = await administrator.PressAsync(
            await administrator.OpenAsync(Address + "/new-attachment?section=more"), Save, Typed("map", "位置图"));
        var column = await administrator.PressAsync(
            await administrator.OpenAsync(Address + "/fields/posts/new-column"), Save, Typed("shift", "班次"));
        var moved = await administrator.PressAsync(column, "#up-column-shift");
        var title = await administrator.PressAsync(
            await administrator.OpenAsync(Address + "/title"), Save,
            new Dictionary<string, string> { ["label.en"] = "Employer certificate" });
        var rule = await administrator.PressAsync(
            await administrator.OpenAsync(Address + "/new-rule"), Save,
            new Dictionary<string, string> { ["kind"] = "atLeast", ["field"] = "beds", ["other"] = "currentStaff" });

        Assert.NotNull(section.Document.QuerySelector("#part-section-more"));
        Assert.NotNull(slot.Document.QuerySelector("#part-section-more #part-attachment-map"));
        Assert.Equal("part-column-shift", moved.Document.QuerySelectorAll("#part-columns .form-part")[^2].Id);
        Assert.Equal(HttpStatusCode.OK, title.Status);
        Assert.Equal(before + 1, RulesOf(rule));
    }

    [Theory]
    [InlineData("zh-CN", "企业名称")]
    [InlineData("vi", "Tên doanh nghiệp")]
    [InlineData("en", "Name of the enterprise")]
    public async Task Preview_InEachLanguage_IsTheApplicantsForm(string language, string label)
    {
        using var auditor = await OpenAsync("auditor");

        var page = await auditor.OpenAsync($"{Address}?preview={language}");

        var preview = page.Document.QuerySelector("#preview .form-preview")!;
        Assert.Equal(language, preview.GetAttribute("lang"));
        Assert.Contains(
            preview.QuerySelectorAll("label"),
            element => element.TextContent.Contains(label, StringComparison.Ordinal));
        Assert.Contains("申请表", page.Heading);
        Assert.Empty(page.Document.QuerySelectorAll("[id]").GroupBy(element => element.Id)
            .Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public async Task Preview_OfWhatIsTyped_SavesNothing()
    {
        using var administrator = await OpenAsync("flow-admin");
        var page = await administrator.OpenAsync(Address + "/new-field?section=place");

        var shown = await administrator.PressAsync(page, "button[value=preview]", Typed("half", "一半"));

        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Equal(3, shown.Document.QuerySelectorAll("#form-shown .form-preview").Length);
        Assert.Contains("一半", shown.Document.QuerySelector("#form-shown")!.TextContent);
        Assert.Null((await administrator.OpenAsync(Address)).Document.QuerySelector("#part-field-half"));
    }

    [Fact]
    public async Task Pages_ForAnAuditor_AreReadOnly()
    {
        using var auditor = await OpenAsync("auditor");

        var overview = await auditor.OpenAsync(Address);
        var field = await auditor.OpenAsync(Address + "/fields/industry");

        Assert.Contains("只读", overview.Document.QuerySelector(".page-head")!.TextContent);
        Assert.Empty(overview.Document.QuerySelectorAll("#form-design form[method=post] button, a[href*='new-']"));
        Assert.Null(field.Document.QuerySelector(Save));
        Assert.All(
            field.Document.QuerySelectorAll("#form-boxes :is(input:not([type=hidden]), select)"),
            box => Assert.True(box.HasAttribute("disabled")));
    }

    [Fact]
    public async Task Post_OfAnAuditor_IsForbidden()
    {
        using var auditor = await OpenAsync("auditor");
        var page = await auditor.OpenAsync(Address + "/fields/industry");

        var refused = await auditor.PressAsync(page, "#form-boxes button", Typed("industry", "行业"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/fields/industry")]
    public async Task Pages_ForAReviewer_AreForbidden(string part)
    {
        using var reviewer = await OpenAsync("hr");

        var page = await reviewer.OpenAsync(Address + part);

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
    }

    [Theory]
    [InlineData("/studio/flows/nothing/form")]
    [InlineData(Address + "/fields/nothing")]
    [InlineData(Address + "/sections/nothing")]
    [InlineData(Address + "/attachments/nothing")]
    [InlineData(Address + "/fields/posts/columns/nothing")]
    [InlineData(Address + "/fields/industry/new-column")]
    [InlineData(Address + "/rules/99")]
    public async Task Page_OfNothing_SaysSo(string address)
    {
        using var administrator = await OpenAsync("flow-admin");

        var page = await administrator.OpenAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
    }

    private static Dictionary<string, string> Typed(string name, string label) => new()
    {
        ["name"] = name,
        ["label.zh"] = label,
        ["label.vi"] = "Tên",
        ["label.en"] = "Name",
    };

    private static int RulesOf(Page page) => page.Document.QuerySelectorAll("#part-rules .form-part").Length;

    private static string? Box(Page page, string name) =>
        page.Document.QuerySelector($"#form-boxes [name='{name}']")!.GetAttribute("value");

    private async Task<Visitor> OpenAsync(string userName)
    {
        var visitor = new Visitor(application);
        await visitor.SignInAsync(userName);
        return visitor;
    }

    private async Task PublishAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        using var client = await application.SignInAsync("flow-admin", stop);
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await client.PostAsJsonAsync(
            "/elsa/api/workflow-definitions/employer-certificate/publish", new { }, stop);
        answer.EnsureSuccessStatusCode();
    }
}

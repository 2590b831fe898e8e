using System.Net;
using ApprovalFlows.TestSupport;
using Microsoft.AspNetCore.Hosting;

namespace ApprovalFlows.Web.Tests.Pages;

/// <summary>One application for the tests of a class that change nothing in it: starting one takes seconds.</summary>
public sealed class SharedApplication : TestApplication;

public sealed class PublicPageTests(SharedApplication application) : IClassFixture<SharedApplication>
{
    [Theory]
    [InlineData("zh-CN", "zh-CN", "查验证件")]
    [InlineData("vi", "vi", "Tra cứu giấy phép")]
    [InlineData("en-GB,en;q=0.9", "en", "Verify a certificate")]
    [InlineData("fr", "zh-CN", "查验证件")]
    public async Task Verify_InTheReadersLanguage_IsPublic(string asked, string language, string heading)
    {
        using var anybody = new Visitor(application);

        var page = await anybody.OpenAsync("/verify", asked);

        Assert.Equal((HttpStatusCode.OK, heading), (page.Status, page.Heading));
        Assert.Equal(language, page.Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Language_Chosen_StaysAndKeepsThePage()
    {
        using var anybody = new Visitor(application);

        var chosen = await anybody.OpenAsync("/preferences/language?value=vi&page=%2Fguides");
        var later = await anybody.OpenAsync("/verify?lang=en");

        Assert.Equal("/guides", chosen.Address.AbsolutePath);
        Assert.Equal("Tra cứu giấy phép", later.Heading);
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    public async Task Language_PageElsewhere_LeadsHome(string page)
    {
        using var anybody = new Visitor(application);

        var answer = await anybody.OpenAsync($"/preferences/language?value=vi&page={Uri.EscapeDataString(page)}");

        Assert.Equal("http://localhost/", answer.Address.ToString());
    }

    [Fact]
    public async Task Verify_UnknownNumber_SaysSoWith404()
    {
        using var anybody = new Visitor(application);

        var page = await anybody.OpenAsync("/verify/450681YG209900001X");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("没有查到编号为“450681YG209900001X”的证件", page.Text);
    }

    [Fact]
    public async Task UnknownPage_AnybodyAsks_IsTheErrorPage()
    {
        using var anybody = new Visitor(application);

        var page = await anybody.OpenAsync("/no-such-page", "vi");

        Assert.Equal((HttpStatusCode.NotFound, "Không tìm thấy trang"), (page.Status, page.Heading));
    }

    [Fact]
    public async Task Guide_OfAFlow_TellsStepsMaterialsAndLimits()
    {
        using var anybody = new Visitor(application);

        var page = await anybody.OpenAsync("/guides/employer-certificate");

        Assert.Contains("窗口受理", page.Text);
        Assert.Contains("营业执照", page.Text);
        Assert.Contains("行政许可法第四十二条", page.Text);
    }

    [Fact]
    public async Task Pages_EveryAnswer_ForbidsInlineScriptsAndNeedsNone()
    {
        using var client = application.CreateClient();
        using var anybody = new Visitor(application);

        using var answer = await client.GetAsync("/", TestContext.Current.CancellationToken);
        var page = await anybody.OpenAsync("/guides/employer-certificate");

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.DoesNotContain("unsafe", policy);
        Assert.Contains("script-src 'self'; style-src 'self';", policy);
        Assert.Equal(["same-origin"], answer.Headers.GetValues("Cross-Origin-Opener-Policy"));
        Assert.Empty(page.Document.QuerySelectorAll("[style], style, script:not([src]), [onclick]"));
    }

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Development", false)]
    public async Task Answer_OverHttpsOutsideDevelopment_BindsTheBrowserToHttps(string environment, bool isBound)
    {
        await using var host = application.WithWebHostBuilder(builder => builder.UseEnvironment(environment));
        using var client = host.CreateClient(new() { BaseAddress = new Uri("https://approval.example") });

        using var answer = await client.GetAsync("/health/live", TestContext.Current.CancellationToken);

        Assert.Equal(isBound, answer.Headers.Contains("Strict-Transport-Security"));
    }
}

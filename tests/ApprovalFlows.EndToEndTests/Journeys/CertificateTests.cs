using System.Text;
using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

public sealed class CertificateTests(RunningSystem system) : Journey(system)
{
    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task Certificate_OfItsHolder_IsListedShownAndPrinted(Screen screen)
    {
        var number = await System.IssuesCertificateAsync(Cancellation);
        var holder = await VisitAsync(screen);
        await holder.SignsInAsync(Office.Applicant);

        await holder.GoesToAsync("我的证件");
        await AssertGoodPageAsync(holder);
        await holder.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = number }).ClickAsync();
        await holder.Sees("东试备").ToBeVisibleAsync();
        await AssertGoodPageAsync(holder);
        await holder.GetByRole(AriaRole.Link, new() { Name = "打印" }).ClickAsync();

        await holder.Sees(number).ToBeVisibleAsync();
        await holder.Sees("Thời hạn hiệu lực").ToBeVisibleAsync();
        await AssertGoodPageAsync(holder);
    }

    [Fact]
    public async Task Pdf_OfACertificate_IsOneWithItsFonts()
    {
        var number = await System.IssuesCertificateAsync(Cancellation);
        var holder = await VisitAsync(Screen.Desk);
        await holder.SignsInAsync(Office.Applicant);

        var answer = await holder.Context.APIRequest.GetAsync($"/certificates/{number}/pdf");

        Assert.Equal(200, answer.Status);
        Assert.Equal("application/pdf", answer.Headers["content-type"]);
        var pdf = Encoding.Latin1.GetString(await answer.BodyAsync());
        Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
        Assert.Contains("NotoSansSC", pdf, StringComparison.Ordinal);
    }
}

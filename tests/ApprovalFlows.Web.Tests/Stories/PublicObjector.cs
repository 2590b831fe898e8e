using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Web.Tests.Pages;
using Microsoft.AspNetCore.WebUtilities;

namespace ApprovalFlows.Web.Tests.Stories;

/// <summary>Somebody without an account who objects to a published result and asks what became of it.</summary>
internal static class PublicObjector
{
    private const string Name = "黄秀英";
    private const string Phone = "13977031234";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>By the page, and by the API.</summary>
    /// <returns>The two numbers to ask by.</returns>
    public static async Task<string[]> ObjectTwiceAsync(TestApplication application, string address)
    {
        using var visitor = new Visitor(application);
        var form = await visitor.OpenAsync(address);
        var filed = await visitor.PressAsync(form, "main form[method=post] button", new Dictionary<string, string>
        {
            ["office"] = "police",
            ["reason"] = "三月以来多名工人未办理住宿登记。",
            ["name"] = Name,
            ["phone"] = Phone,
        });
        Assert.Equal("true", QueryHelpers.ParseQuery(filed.Address.Query)["filed"]);
        await MustWantATokenAsync(visitor, form.Address);
        using var client = application.CreateClient();
        using var nameless = await client.PostAsJsonAsync(
            $"/api{address}/objections", new { office = "police", reason = "短" }, Cancellation);
        using var taken = await client.PostAsJsonAsync(
            $"/api{address}/objections",
            new { office = "customs", reason = "体检记录与实际情况不符。", name = Name, mail = "somebody@example.cn" },
            Cancellation);
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.Created), (nameless.StatusCode, taken.StatusCode));
        var answer = await taken.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return [filed.Address.Segments[^1], answer.GetProperty("number").GetString()!];
    }

    /// <summary>What became of them, which page and API tell alike and without who asked.</summary>
    public static async Task<List<string?>> AnswersAsync(TestApplication application, string[] numbers)
    {
        var states = new List<string?>();
        using var client = application.CreateClient();
        using var visitor = new Visitor(application);
        foreach (var address in numbers.Select(number => $"/assessments/objections/{number}"))
        {
            var answer = await client.GetFromJsonAsync<JsonElement>($"/api{address}", Cancellation);
            states.Add(answer.GetProperty("state").GetString());
            var page = await visitor.OpenAsync(address);
            Assert.Contains(answer.GetProperty("answer").GetString()!, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Name, answer.GetRawText() + page.Text, StringComparison.Ordinal);
        }

        return states;
    }

    /// <summary>A result tells an office how the person is reached in part, and nobody else at all.</summary>
    public static void MustBeShownAs(string? masked, JsonElement result)
    {
        var text = result.GetRawText();
        Assert.DoesNotContain(JsonEncodedText.Encode(Name).ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, text, StringComparison.Ordinal);
        Assert.Equal(masked is not null, masked is not null && text.Contains(masked, StringComparison.Ordinal));
        Assert.Equal(masked is not null, text.Contains("****", StringComparison.Ordinal));
    }

    private static async Task MustWantATokenAsync(Visitor visitor, Uri address)
    {
        using var bare = new HttpRequestMessage(HttpMethod.Post, address);
        bare.Content = new FormUrlEncodedContent([new("_handler", "page"), new("action", "object-publicly")]);
        using var forged = await visitor.AskAsync(bare);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }
}

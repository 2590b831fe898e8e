using System.Net;
using System.Net.Http.Json;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Studio;

/// <summary>PostgreSQL has no writing for NUL; SQLite takes it.</summary>
public sealed class UnreadableTextTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_WithANulOnPostgres_IsRefusedWithASentence()
    {
        await using var application = new TestApplication(TestDatabase.Postgres);
        using var client = await application.SignInAsync("flow-admin", Cancellation);
        const string Definitions = "/elsa/api/workflow-definitions";

        using var asked = await client.GetAsync(
            new Uri($"{Definitions}/validation/is-name-unique?name=a&definitionId=a%00b", UriKind.Relative),
            Cancellation);
        using var sent = await client.PostAsJsonAsync(
            "/elsa/api/bulk-actions/retract/workflow-definitions/by-definition-ids",
            new { definitionIds = new[] { "a\0b" } }, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.Contains("字符", await asked.Content.ReadAsStringAsync(Cancellation));
    }
}

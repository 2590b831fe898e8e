using System.Text;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Web.Tests.Flows;

/// <summary>The program in this process, with flows of the test's own.</summary>
public sealed class FlowHost(TestDatabase database) : IAsyncDisposable
{
    private readonly Dictionary<string, HttpClient> clients = [];

    public TestApplication Application { get; } = new(database);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task PublishAsync(FlowDraft flow) => flow.PublishAsync(Application.Services, Cancellation);

    public Task<HttpResponseMessage> GetAsync(string path) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<HttpResponseMessage> PostAsync(
        string path, string body, string type = "application/json", string? user = null) => SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent(body, Encoding.UTF8, type),
            },
            user);

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? user = null)
    {
        using (request)
        {
            return await (await ClientAsync(user)).SendAsync(request, Cancellation);
        }
    }

    public async Task<T> ReadAsync<T>(Func<AppDbContext, IQueryable<T>> rows)
    {
        await using var scope = Application.Services.CreateAsyncScope();
        return await rows(scope.ServiceProvider.GetRequiredService<AppDbContext>()).SingleAsync(Cancellation);
    }

    public async Task<int> CountInstancesAsync(string definitionId)
    {
        await using var scope = Application.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDbContext>()
            .WorkflowInstances.CountAsync(row => row.DefinitionId == definitionId, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values) client.Dispose();
        await Application.DisposeAsync();
    }

    private async Task<HttpClient> ClientAsync(string? user)
    {
        var name = user ?? "";
        if (clients.TryGetValue(name, out var known)) return known;
        return clients[name] = user is null
            ? Application.CreateClient()
            : await Application.SignInAsync(user, Cancellation);
    }
}

internal static class Answer
{
    public static Task<string> TextAsync(this HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}

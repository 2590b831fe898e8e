using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Benchmarks.Load;

/// <summary>Reads public pages and checks certificates, without an account.</summary>
internal sealed class ReadingUser(Visitor visitor, string certificate) : VirtualUser(visitor)
{
    private static readonly string[] Pages = ["/", "/guides", $"/guides/{EmployerApplication.Flow}"];

    public override Task SignInAsync() => Task.CompletedTask;

    public override async Task ActAsync(Latencies latencies)
    {
        var choice = Random.Next(Pages.Length + 1);
        if (choice < Pages.Length) await OpenAsync(latencies, "public", Pages[choice]);
        else await OpenAsync(latencies, "verify", $"/verify/{certificate}");
    }
}

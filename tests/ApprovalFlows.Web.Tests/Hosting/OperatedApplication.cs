using ApprovalFlows.TestSupport;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Web.Tests.Hosting;

/// <summary>The program with more services than it has by itself.</summary>
internal sealed class OperatedApplication(Action<IServiceCollection> more) : TestApplication(TestDatabase.Sqlite)
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(more);
    }
}

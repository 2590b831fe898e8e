using ApprovalFlows.Core.Calendars;
using ApprovalFlows.TestSupport;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;

namespace ApprovalFlows.Web.Tests.Stories;

/// <summary>Nobody publishes a calendar here; looking for one every two seconds of weeks takes minutes.</summary>
internal sealed class YearApplication() : TestApplication(TestDatabase.Sqlite)
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.Remove(
            services.Single(service => service.ImplementationType == typeof(CalendarRefresh))));
    }
}

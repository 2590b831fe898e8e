using ApprovalFlows.Web.Api;
using ApprovalFlows.Web.Tests.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Web.Tests.Access;

/// <summary>
/// A cookie comes along with whatever another site makes a browser send; so every route that a cookie opens
/// and that changes something asks for the token of our own pages.
/// </summary>
public sealed class AntiforgeryTests(SharedApplication application) : IClassFixture<SharedApplication>
{
    [Fact]
    public void Routes_ThatChangeSomethingByCookie_AllAskForTheToken()
    {
        var changing = application.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(route => !Paths.IsApi("/" + route.RoutePattern.RawText!.TrimStart('/')) && Changes(route))
            .ToList();

        var open = changing.Where(route => route.Metadata.GetMetadata<IAntiforgeryMetadata>() is not
        { RequiresValidation: true }).Select(route => route.RoutePattern.RawText).ToList();

        Assert.True(changing.Count > 50, $"Only {changing.Count} routes were looked at.");
        Assert.Empty(open);
    }

    private static bool Changes(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods
            .Any(method => method is "POST" or "PUT" or "PATCH" or "DELETE") == true;
}

using ApprovalFlows.Core.Mail;
using ApprovalFlows.Web.Components.SentMails;
using ApprovalFlows.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApprovalFlows.Web.Api;

/// <summary>
/// Development only: the mails that lie in the data directory, as pages for people and as JSON for programs.
/// </summary>
public static class SentMailEndpoints
{
    public const string Path = "/dev/mail";
    private const int MaxListed = 200;

    // What a mail holds is shown, never run: nothing but its own styles is loaded.
    private const string ContentSecurityPolicy =
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    public static void MapSentMails(this IEndpointRouteBuilder routes)
    {
        var mails = routes.MapGroup(Path).AllowAnonymous().ExcludeFromDescription();
        mails.MapGet("", List);
        mails.MapGet("/{id}", Show);
        mails.MapGet("/{id}/html", ShowHtml);
    }

    private static IResult List(HttpContext context, MailFolder folder)
    {
        var found = folder.List(MaxListed);
        if (IsBrowser(context)) return Page<SentMailList>(context, new { Mails = found });
        return TypedResults.Ok(new { items = found.Select(one => Of(one.Id, one.Mail)), totalCount = found.Count });
    }

    private static IResult Show(string id, HttpContext context, MailFolder folder)
    {
        if (folder.Find(id) is not { } mail) return TypedResults.NotFound();
        if (IsBrowser(context)) return Page<SentMailPage>(context, new { Id = id, Mail = mail });
        return TypedResults.Ok(new
        {
            id,
            mail.Subject,
            to = mail.Headers.GetValueOrDefault("To"),
            mail.Text,
            mail.Html,
            mail.Headers,
        });
    }

    private static IResult ShowHtml(string id, HttpContext context, MailFolder folder)
    {
        if (folder.Find(id)?.Html is not { } html) return TypedResults.NotFound();
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        return TypedResults.Content(html, "text/html; charset=utf-8");
    }

    // These addresses count as those of an API, whose answers load nothing.
    private static RazorComponentResult<T> Page<T>(HttpContext context, object parameters)
        where T : IComponent
    {
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.OfPages;
        return new RazorComponentResult<T>(parameters);
    }

    private static bool IsBrowser(HttpContext context) => context.Request.GetTypedHeaders().Accept
        .Any(wanted => wanted.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private static object Of(string id, MailText mail) => new
    {
        id,
        messageId = mail.Headers.GetValueOrDefault("Message-ID"),
        from = mail.Headers.GetValueOrDefault("From"),
        to = mail.Headers.GetValueOrDefault("To"),
        mail.Subject,
        date = mail.Headers.GetValueOrDefault("Date"),
    };
}

using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>What one has been told, and how one wants to be told.</summary>
public static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        var messages = routes.MapGroup("/api/messages");
        messages.MapGet("", ListAsync).WithSummary("The caller's messages, newest first.");
        messages.MapPost("/{id:guid}/read", ReadAsync).WithSummary("Marks one message as read.");
        messages.MapPost("/read", ReadAllAsync).WithSummary("Marks all messages as read.");
        messages.MapGet("/choice", ShowChoiceAsync)
            .WithSummary("What comes by mail or as a short message, where to, and in which language.");
        messages.MapPut("/choice", ChooseAsync).WithSummary("Changes that.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, Caller _, MessageService messages, CancellationToken cancellation)
    {
        var fields = new QueryFields(context.Request.Query);
        var (unread, number, size) = (fields.Flag("unread") ?? false, fields.Page, fields.PageSize);
        fields.MustBeRight();
        var page = await messages.ListAsync(unread, number, size, cancellation);
        return TypedResults.Ok(new
        {
            items = page.Items.Select(Of),
            page.TotalCount,
            page.Page,
            page.PageSize,
            unread = await messages.CountUnreadAsync(cancellation),
        });
    }

    private static async Task<IResult> ReadAsync(
        Guid id, Caller caller, UnitOfWork work, CancellationToken cancellation) =>
        TypedResults.Ok(Of(await work.RunAsync<MessageService, MessageView>(
            caller.Actor, service => service.ReadAsync(id, cancellation), cancellation)));

    private static async Task<IResult> ReadAllAsync(
        Caller caller, UnitOfWork work, CancellationToken cancellation) =>
        TypedResults.Ok(new
        {
            read = await work.RunAsync<MessageService, int>(
                caller.Actor, service => service.ReadAllAsync(cancellation), cancellation),
        });

    private static async Task<IResult> ShowChoiceAsync(
        Caller _, MailChoiceService choices, CancellationToken cancellation)
    {
        var choice = await choices.ShowAsync(cancellation);
        return TypedResults.Ok(new
        {
            byMail = choice.WantsMail,
            digestByMail = choice.WantsDigestMail,
            choice.Language,
            choice.Address,
            addressSuppressedSince = CaseJson.Local(choice.SuppressedSince),
            byTextMessage = choice.WantsTextMessages,
            choice.Phone,
        });
    }

    private static async Task<IResult> ChooseAsync(
        HttpContext context, Caller caller, UnitOfWork work, MailChoiceService choices)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var change = new MailChoiceChange
        {
            WantsMail = fields.Flag("byMail"),
            WantsDigestMail = fields.Flag("digestByMail"),
            Language = fields.Text("language"),
            Address = fields.Text("address"),
            WantsTextMessages = fields.Flag("byTextMessage"),
            Phone = fields.Text("phone"),
        };
        if (change == new MailChoiceChange()) fields.Fail("digestByMail", "true | false");
        fields.MustBeRight();
        await work.RunAsync<MailChoiceService>(
            caller.Actor,
            service => service.SetAsync(change, context.RequestAborted),
            context.RequestAborted);
        return await ShowChoiceAsync(caller, choices, context.RequestAborted);
    }

    private static object Of(MessageView message)
    {
        var culture = CultureInfo.CurrentUICulture;
        return new
        {
            message.Id,
            kind = JsonNames.Camel(message.Kind),
            text = message.Text.In(culture),
            lines = message.Lines.Select(line => new
            {
                text = line.Text.In(culture),
                line.CaseNumber,
                line.TaskId,
                line.Address,
            }),
            message.CaseNumber,
            message.TaskId,
            message.Address,
            createdAt = ChinaTime.Of(message.CreatedAt),
            readAt = CaseJson.Local(message.ReadAt),
        };
    }
}

using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>Notes a mail for the outbox and goes on.</summary>
[Activity("Elsa", "Email", "Sends a mail after the commit.", DisplayName = "Send Email", Kind = ActivityKind.Task)]
public sealed class SendEmail : Activity
{
    [Input(Description = "The sender; blank means the usual one.")]
    public Input<string?> From { get; set; } = null!;

    [Input(UIHint = UIHints.InputUIHints.MultiText, Description = "The recipients.")]
    public Input<ICollection<string>> To { get; set; } = null!;

    [Input(UIHint = UIHints.InputUIHints.MultiText, Category = "More", Description = "Copies.")]
    public Input<ICollection<string>> Cc { get; set; } = null!;

    [Input(UIHint = UIHints.InputUIHints.MultiText, Category = "More", Description = "Blind copies.")]
    public Input<ICollection<string>> Bcc { get; set; } = null!;

    [Input(Description = "The subject.")]
    public Input<string?> Subject { get; set; } = null!;

    [Input(UIHint = UIHints.InputUIHints.MultiLine, Description = "Files to attach.")]
    public Input<object?> Attachments { get; set; } = null!;

    [Input(UIHint = UIHints.InputUIHints.MultiLine, Description = "The text, as HTML.")]
    public Input<string?> Body { get; set; } = null!;

    /// <summary>Read from definitions; the outbox reports what cannot be sent, so it never runs.</summary>
    [Port]
    public IActivity? Error { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.WorkflowExecutionContext.AddOutbox(context.Id, OutboxWork.MailKind, new JsonObject
        {
            [nameof(From)] = context.Get(From),
            [nameof(To)] = List(context.Get(To)),
            [nameof(Cc)] = List(context.Get(Cc)),
            [nameof(Bcc)] = List(context.Get(Bcc)),
            [nameof(Subject)] = context.Get(Subject),
            [nameof(Body)] = context.Get(Body),
            [nameof(Attachments)] = ValueCodec.Encode(context.Get(Attachments)),
        });
        return context.CompleteActivityAsync();
    }

    private static JsonArray List(ICollection<string>? items) =>
        new([.. (items ?? []).Select(item => JsonValue.Create(item))]);
}

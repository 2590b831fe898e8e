namespace ApprovalFlows.Web.Resources;

/// <summary>Words of messages, reminders, urging, cases shown for information and comments.</summary>
public sealed class MessageText;

namespace ApprovalFlows.Core.Attachments;

public static class AttachmentLimits
{
    public const int MaxBytes = 10 * 1024 * 1024;
    public const int MaxPerCase = 50;
    public const int MaxFileNameLength = 200;

    public const int MaxPerPersonAndDay = 5000;
}

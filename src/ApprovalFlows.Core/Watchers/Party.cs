using System.Globalization;

namespace ApprovalFlows.Core.Watchers;

/// <summary>
/// Whom something is told to: a worker, a firm or a post. Who that is, is asked when it is told.
/// </summary>
public sealed record Party(Guid? Worker, Guid? Firm, string? Post)
{
    /// <summary>Stands where a post does.</summary>
    public const string Administrators = "administrators";

    private const string WorkerMark = "worker:";
    private const string FirmMark = "firm:";
    private const string PostMark = "post:";

    public static Party? Of(string recipient, Guid? worker, Guid? firm) => recipient switch
    {
        "holder" when worker is not null => new Party(worker, null, null),
        "holder" or "employer" => firm is null ? null : new Party(null, firm, null),
        _ => new Party(null, null, recipient),
    };

    public static Party Parse(string text) =>
        text.StartsWith(WorkerMark, StringComparison.Ordinal)
            ? new Party(Guid.Parse(text[WorkerMark.Length..], CultureInfo.InvariantCulture), null, null)
            : text.StartsWith(FirmMark, StringComparison.Ordinal)
                ? new Party(null, Guid.Parse(text[FirmMark.Length..], CultureInfo.InvariantCulture), null)
                : new Party(null, null, text[PostMark.Length..]);

    public override string ToString() =>
        Worker is { } worker ? $"{WorkerMark}{worker:N}" : Firm is { } firm ? $"{FirmMark}{firm:N}" : PostMark + Post;
}

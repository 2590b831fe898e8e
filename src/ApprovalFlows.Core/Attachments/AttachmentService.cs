using System.Security.Cryptography;
using System.Text;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Forms.Fields;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Attachments;

public sealed class AttachmentService(
    AppDbContext db, FileStore files, CaseService cases, CurrentActor current, TimeProvider time)
{
    /// <summary>Takes a file in. Its type is what its bytes say; a name that says otherwise is refused.</summary>
    public async Task<Attachment> UploadAsync(
        string fileName, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
    {
        if (!current.Actor.Applies && current.Actor.Posts.Count == 0)
            throw RuleViolation.Forbidden("OnlyApplicantsApply");
        var name = CleanName(fileName);
        if (content.Length == 0) throw RuleViolation.Invalid("file", "FileEmpty");
        if (content.Length > AttachmentLimits.MaxBytes)
            throw RuleViolation.Invalid("file", "FileTooLarge", AttachmentLimits.MaxBytes / 1024 / 1024);
        var kind = FileKind.Of(content.Span)
            ?? throw RuleViolation.Invalid("file", "FileKindNotTaken", string.Join(" ", FileKind.AllExtensions));
        if (!kind.Fits(name)) throw RuleViolation.Invalid("file", "FileNameMismatch", kind.Extensions[0]);
        await MustHaveRoomAsync(cancellation);
        var attachment = new Attachment
        {
            FileName = name,
            ContentType = kind.ContentType,
            Size = content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content.Span)),
            UploadedById = current.Actor.UserId,
            UploadedAt = time.GetUtcNow(),
        };
        await files.SaveAsync(attachment.Sha256, content, cancellation);
        db.Attachments.Add(attachment);
        return attachment;
    }

    /// <summary>A file one uploaded oneself, or one of a case one may see.</summary>
    public async Task<Attachment> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        var found = await db.Attachments.AsNoTracking()
            .FirstOrDefaultAsync(file => file.Id == id, cancellation)
            ?? throw RuleViolation.NotFound("AttachmentUnknown");
        var allowed = found.UploadedById == current.Actor.UserId
            || await cases.Visible().AnyAsync(
                file => db.CaseFiles.Any(link => link.CaseId == file.Id && link.AttachmentId == id),
                cancellation);
        return allowed ? found : throw RuleViolation.NotFound("AttachmentUnknown");
    }

    public Stream Open(Attachment attachment) => files.Open(attachment.Sha256);

    private async Task MustHaveRoomAsync(CancellationToken cancellation)
    {
        var dayAgo = time.GetUtcNow().AddDays(-1);
        var recent = await db.Attachments.CountAsync(
            file => file.UploadedById == current.Actor.UserId && file.UploadedAt > dayAgo, cancellation);
        if (recent >= AttachmentLimits.MaxPerPersonAndDay)
            throw new RuleViolation("TooManyFilesToday", AttachmentLimits.MaxPerPersonAndDay);
    }

    private static string CleanName(string fileName)
    {
        var name = Path.GetFileName(fileName.Replace('\\', '/')).Normalize(NormalizationForm.FormC).Trim();
        var isPlain = name.Length is > 0 and <= AttachmentLimits.MaxFileNameLength
            && !name.Any(CleanText.IsForbidden);
        return isPlain ? name : throw RuleViolation.Invalid("file", "FileNameBad", AttachmentLimits.MaxFileNameLength);
    }
}

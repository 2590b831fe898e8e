using ApprovalFlows.Core;
using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Web.Components.Forms;

/// <summary>The files of a form that is being filled in.</summary>
public sealed class FormFiles(AttachmentService attachments, UnitOfWork work, CurrentActor current)
{
    /// <summary>Describes the files; one that may not be seen, or is gone, is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, FormFile>> FindAsync(
        Submission content, CancellationToken cancellation)
    {
        var files = new Dictionary<Guid, FormFile>();
        var wanted = content.Attachments.Values.SelectMany(ids => ids).Distinct();
        foreach (var id in wanted.Take(AttachmentLimits.MaxPerCase))
        {
            try
            {
                var found = await attachments.FindAsync(id, cancellation);
                files[id] = new FormFile(id, found.FileName, found.ContentType, found.Size);
            }
            catch (RuleViolation unknown) when (unknown.Kind == RuleKind.NotFound)
            {
                // A draft may outlive its files; the form then asks for them again.
            }
        }
        return files;
    }

    /// <summary>Stores the files that came along with a posted form, each in its slot.</summary>
    public async Task<Submission> TakeAsync(
        IEnumerable<AttachmentSlot> places, Submission content, HttpContext http)
    {
        var slots = content.Attachments.ToDictionary(pair => pair.Key, pair => pair.Value.ToList());
        foreach (var slot in places)
        {
            foreach (var sent in http.Request.Form.Files.GetFiles("file." + slot.Name).Take(slot.MaxFiles))
            {
                if (sent.Length == 0) continue;
                var id = await StoreAsync(slot, sent, http.RequestAborted);
                if (slot.MaxFiles == 1 || !slots.TryGetValue(slot.Name, out var ids)) slots[slot.Name] = [id];
                else ids.Add(id);
            }
        }
        return content with
        {
            Attachments = slots.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Guid>)pair.Value),
        };
    }

    public static Submission Without(Submission content, string slot, string id)
    {
        var slots = content.Attachments.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (slots.TryGetValue(slot, out var ids)) slots[slot] = [.. ids.Where(kept => kept.ToString() != id)];
        return content with { Attachments = slots };
    }

    private async Task<Guid> StoreAsync(AttachmentSlot slot, IFormFile sent, CancellationToken cancellation)
    {
        var field = "attachments." + slot.Name;
        if (sent.Length > AttachmentLimits.MaxBytes)
            throw RuleViolation.Invalid(field, "FileTooLarge", AttachmentLimits.MaxBytes / 1024 / 1024);
        using var content = new MemoryStream();
        await sent.CopyToAsync(content, cancellation);
        try
        {
            var stored = await work.RunAsync<AttachmentService, Attachment>(
                current.Actor,
                files => files.UploadAsync(sent.FileName, content.ToArray(), cancellation),
                cancellation);
            return stored.Id;
        }
        catch (RuleViolation refusal) when (refusal.Errors.TryGetValue("file", out var sentences))
        {
            throw RuleViolation.Invalid(
                new Dictionary<string, IReadOnlyList<Sentence>> { [field] = sentences });
        }
    }
}

using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Forms;

/// <summary>Checks the files that were put into the slots of a form.</summary>
internal static class AttachmentCheck
{
    public static void Run(
        FormDefinition form,
        IReadOnlyDictionary<string, IReadOnlyList<FormAttachment>> attachments,
        FormErrors errors)
    {
        foreach (var unknown in attachments.Keys.Where(name => form.FindAttachment(name) is null))
        {
            var name = FieldNames.Shown(unknown);
            errors.Add(Key(name), new Sentence("Attachment.UnknownSlot", name));
        }
        foreach (var slot in form.AllAttachments())
            CheckSlot(slot, attachments.GetValueOrDefault(slot.Name) ?? [], errors);
    }

    private static void CheckSlot(
        AttachmentSlot slot, IReadOnlyList<FormAttachment> files, FormErrors errors)
    {
        var distinct = files.DistinctBy(f => f.Id).ToList();
        if (slot.Required && distinct.Count == 0)
            errors.Add(Key(slot.Name), new Sentence("Attachment.Required", slot.Label));
        if (distinct.Count > slot.MaxFiles)
            errors.Add(Key(slot.Name), new Sentence(
                "Attachment.TooMany", slot.Label, slot.MaxFiles, distinct.Count));
        foreach (var file in distinct.Take(slot.MaxFiles).Where(f => !IsAccepted(slot, f)))
            errors.Add(Key(slot.Name), new Sentence(
                "Attachment.Kind", FieldNames.Shown(file.FileName), string.Join(' ', slot.Accept)));
    }

    private static bool IsAccepted(AttachmentSlot slot, FormAttachment file) =>
        slot.Accept.Contains(Path.GetExtension(file.FileName), StringComparer.OrdinalIgnoreCase);

    private static string Key(string slot) => $"attachments.{slot}";
}

using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Web.Components.Shared;
using ApprovalFlows.Web.Localization;
using ApprovalFlows.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ApprovalFlows.Web.Components.Forms;

/// <summary>A page on which a form is filled in: drafts, files and rows, with and without scripts.</summary>
public abstract class FormPage : ActionPage
{
    [Inject] protected DraftService Drafts { get; set; } = default!;
    [Inject] protected FormFiles Files { get; set; } = default!;
    [Inject] protected IStringLocalizer<SharedText> Shared { get; set; } = default!;

    protected FormState State { get; set; } = default!;
    protected string? SavedText { get; set; }

    /// <summary>What the draft is kept under: the flow, or the number of the case being corrected.</summary>
    protected abstract string Subject { get; }

    protected async Task ShowAsync(FormDefinition form, Submission content)
    {
        var files = await Files.FindAsync(content, Http.RequestAborted);
        var notes = State?.Notes ?? new Dictionary<string, string>();
        State = new FormState(form, content) { Files = files, Notes = notes };
    }

    protected async Task<bool> LoadDraftAsync(FormDefinition form)
    {
        if (await Drafts.FindAsync(Subject, Http.RequestAborted) is not { } draft) return false;
        await ShowAsync(form, draft.Content);
        SavedText = Shared["Form.Saved", DateWords.Clock(draft.SavedAt)];
        return true;
    }

    /// <summary>Takes over what was posted, does what a row or file button asks for, and saves the draft.</summary>
    protected async Task TakeOverAsync(FormDefinition form)
    {
        var content = PostedForm.Read(form, Http.Request.Form);
        var words = Action.Split(':');
        if (words is ["row", ..]) content = PostedForm.ChangeRows(content, Action);
        if (words is ["file", "remove", var slot, var id]) content = FormFiles.Without(content, slot, id);
        await TryAsync(async () => content = await Files.TakeAsync(form.AllAttachments(), content, Http));
        await ShowAsync(form, content);
        await TryAsync(async () =>
        {
            var savedAt = await Work.RunAsync<DraftService, DateTimeOffset>(
                Current.Actor, drafts => drafts.SaveAsync(Subject, content));
            SavedText = Shared["Form.Saved", DateWords.Clock(savedAt)];
        });
        ShowRefusal();
    }

    protected void ShowRefusal() => State = State with { Refusal = Refusal };
}

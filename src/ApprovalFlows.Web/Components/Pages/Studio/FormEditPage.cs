using ApprovalFlows.Core;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Web.Components.Shared;
using ApprovalFlows.Web.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ApprovalFlows.Web.Components.Pages.Studio;

/// <summary>
/// A page on which the form of a flow, or one part of it, is changed. Each change is saved in the draft at once;
/// what a refused change held stays in the boxes.
/// </summary>
public abstract class FormEditPage : ActionPage
{
    [Inject] protected FormEditor Editor { get; set; } = default!;
    [Inject] protected FormDrawing Drawing { get; set; } = default!;
    [Inject] protected IStringLocalizer<FormDesignText> T { get; set; } = default!;
    [Parameter] public string Id { get; set; } = "";

    protected FormDraft Draft { get; private set; } = default!;
    protected FormInput Input { get; private set; } = default!;

    protected FormDefinition Form => Draft.Form ?? new() { Title = new LocalText("", "", ""), Sections = [] };
    protected bool MayChange => Current.Actor.IsIn(Roles.FlowAdmin) && (Draft.Form is not null || IsFirst);
    protected string Overview => $"/studio/flows/{Uri.EscapeDataString(Id)}/form";
    protected FormBoxes Boxes => new(Input, Refusal, !MayChange);

    // Whoever was told of the newer state decides about it with the next click.
    protected string Revision =>
        IsPost && Refusal is not { Kind: RuleKind.Conflict } ? Posted("revision") : Draft.Revision;

    private bool IsFirst => Draft.Problems.Count == 0;

    protected override async Task LoadAsync()
    {
        Draft = await Editor.FindAsync(Id, Http.RequestAborted);
        var initial = Initial();
        Input = IsPost && Http.Request.Form.ContainsKey("boxes") ? FormInput.Posted(Http.Request.Form) : initial;
        await DrawAsync();
    }

    /// <summary>What the boxes hold before anybody types.</summary>
    /// <exception cref="RuleViolation">The form has no such part.</exception>
    protected virtual FormInput Initial() => new();

    /// <summary>Draws what the boxes hold.</summary>
    protected virtual Task DrawAsync() => Task.CompletedTask;

    /// <param name="change">Makes the new form; called again when a race was lost.</param>
    /// <param name="part">Anchor of what is shown afterwards.</param>
    /// <param name="address">Where to go; the overview when null.</param>
    protected async Task SaveAsync(
        Func<FormDefinition, FormDefinition> change, string part, string? address = null)
    {
        var revision = Posted("revision");
        if (await TryAsync(() => Work.RunAsync<FormEditor>(
            Current.Actor, editor => editor.ChangeAsync(Id, revision, change, Http.RequestAborted))))
            Navigator.NavigateTo($"{address ?? Overview}?saved={Uri.EscapeDataString(part)}#part-{part}");
        else if (Refusal is { Kind: RuleKind.Conflict })
            Draft = await Editor.FindAsync(Id, Http.RequestAborted);
    }

    /// <summary>As <see cref="SaveAsync"/> with what was typed.</summary>
    protected async Task SaveAsync<TPart>(
        Func<FormReading, TPart> read,
        Func<FormDefinition, TPart, FormDefinition> change,
        Func<TPart, string> part,
        string? address = null)
    {
        var reading = new FormReading(Input);
        var typed = read(reading);
        if (await TryAsync(() =>
        {
            reading.Check();
            return Task.CompletedTask;
        }))
            await SaveAsync(form => change(form, typed), part(typed), address);
    }

    protected static RuleViolation Unknown(string name) => RuleViolation.NotFound("FormPartUnknown", name);
}

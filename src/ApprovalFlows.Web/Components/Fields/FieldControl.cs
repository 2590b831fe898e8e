using System.Text.Json;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Web.Components.Forms;
using ApprovalFlows.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace ApprovalFlows.Web.Components.Fields;

/// <summary>
/// Draws one type of field for filling in. The control of type <c>date</c> is <c>DateField</c>; a type
/// without one of its own is drawn as text.
/// </summary>
public abstract class FieldControl : ComponentBase
{
    [Parameter, EditorRequired] public FormField Field { get; set; } = default!;

    /// <summary>Where the value lies: headcount, posts[0].count.</summary>
    [Parameter, EditorRequired] public string Path { get; set; } = "";
    [Parameter] public JsonElement? Value { get; set; }
    [Parameter, EditorRequired] public FormState State { get; set; } = default!;
    [Parameter] public string? DescribedBy { get; set; }

    protected string Id => Refusals.FieldId(Path);
    protected string Name => "v." + Path;
    protected string Text => Value?.ToString() ?? "";
    protected bool IsInvalid => State.ErrorOf(Path) is not null;
    protected string? Invalid => IsInvalid ? "true" : null;
    protected string? Required => Field.Required ? "true" : null;
    protected string CssClass => IsInvalid ? "is-wrong" : "";

    internal static Type Of(string type) =>
        typeof(FieldControl).Assembly.GetType(
            $"{typeof(FieldControl).Namespace}.{type}Field", throwOnError: false, ignoreCase: true)
        ?? typeof(TextField);
}

using ApprovalFlows.Core;
using ApprovalFlows.Core.Persistence;
using Microsoft.AspNetCore.Components;

namespace ApprovalFlows.Web.Components.Shared;

/// <summary>
/// A page with forms. Every form of it posts to the page itself with the name of its action
/// (<see cref="ActionForm"/>); the page renders one <see cref="ActionTarget"/>, always, so that an
/// action is refused with a sentence even when its form is no longer on the page.
/// </summary>
public abstract class ActionPage : ComponentBase
{
    [Inject] protected UnitOfWork Work { get; set; } = default!;
    [Inject] protected CurrentActor Current { get; set; } = default!;
    [Inject] protected NavigationManager Navigator { get; set; } = default!;
    [CascadingParameter] protected HttpContext Http { get; set; } = default!;

    protected RuleViolation? Refusal { get; set; }

    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    protected string Action => Posted("action");

    protected string Posted(string name) => IsPost ? Http.Request.Form[name].ToString() : "";

    /// <summary>
    /// Loads before anything is drawn. A component draws itself as soon as an asynchronous load
    /// pauses; with a database that really answers asynchronously that would be too early.
    /// </summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await LoadAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>False when a rule refused; the page then shows the refusal and keeps what was typed.</summary>
    protected async Task<bool> TryAsync(Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (RuleViolation refusal) when (refusal.Kind != RuleKind.NotFound)
        {
            Refusal = refusal;
            Http.Response.StatusCode = Refusals.StatusOf(refusal);
            return false;
        }
    }
}

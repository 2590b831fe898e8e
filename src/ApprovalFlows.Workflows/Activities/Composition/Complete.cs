using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Models;
using ApprovalFlows.Workflows.Signals;

namespace ApprovalFlows.Workflows.Activities.Composition;

/// <summary>Completes the nearest workflow with outcomes.</summary>
[Activity("Elsa", "Composition", "Completes the workflow, also one used as an activity.")]
public sealed class Complete : Activity, ITerminalNode
{
    [Input(DefaultSyntax = "Object", UIHint = UIHints.InputUIHints.OutcomePicker, Description = "The outcomes.")]
    public Input<object> Outcomes { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var names = NamesOf(context.Get(Outcomes));
        await context.SendSignalAsync(new CompleteCompositeSignal(new Outcomes(names)));
        await context.CompleteActivityAsync();
    }

    // Elsa: Complete.cs — text is one name, also when it is the text of a list.
    private static string[] NamesOf(object? value) => value switch
    {
        string name => [name],
        JsonElement { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(item => $"{item}")],
        JsonElement element => [$"{element}"],
        IEnumerable<object?> names =>
            [.. names.Select(name => Convert.ToString(name, CultureInfo.InvariantCulture) ?? "")],
        _ => ["Done"],
    };
}

namespace ApprovalFlows.Workflows.Activities.Looping;

/// <summary>The items of an input that takes anything.</summary>
internal static class ItemSource
{
    // Elsa: ItemSourceActivityExecutionContextExtensions.cs
    // Text, objects and lists of value types such as Int32[] are no lists of objects: no items.
    public static List<object?> Of(object? value) => value is IEnumerable<object?> list ? [.. list] : [];
}

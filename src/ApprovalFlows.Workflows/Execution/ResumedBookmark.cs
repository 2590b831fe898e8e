using System.Collections.Concurrent;
using System.Reflection;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>The bookmark this burst goes on from, and what to call.</summary>
internal sealed class ResumedBookmark(Bookmark bookmark)
{
    public Bookmark Bookmark { get; } = bookmark;

    // Elsa: WorkflowExecutionContextExtensions.cs — without a callback the activity completes, or
    // stays as it is when the bookmark says so.
    public ValueTask RunAsync(ActivityExecutionContext context)
    {
        if (Bookmark.CallbackMethodName is { } method)
            return CallbackMethods.Bind<ExecuteActivityDelegate>(context.Activity, method)(context);
        return Bookmark.AutoComplete ? context.CompleteActivityAsync() : ValueTask.CompletedTask;
    }
}

/// <summary>Finds callbacks by method name on an activity class (Elsa: ActivityExtensions.cs).</summary>
internal static class CallbackMethods
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<(Type, string), MethodInfo?> Known = new();

    public static TDelegate Bind<TDelegate>(IActivity activity, string name)
        where TDelegate : Delegate
    {
        var method = Known.GetOrAdd((activity.GetType(), name), static key => Find(key.Item1, key.Item2))
            ?? throw new InvalidOperationException(
                $"'{activity.Type}' has no method '{name}'; callbacks must be methods of the activity.");
        return method.IsStatic
            ? method.CreateDelegate<TDelegate>()
            : method.CreateDelegate<TDelegate>(activity);
    }

    private static MethodInfo? Find(Type type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (current.GetMethod(name, Any) is { } method)
                return method;
        return null;
    }
}

using System.Collections.Concurrent;
using System.Reflection;

namespace ApprovalFlows.Workflows;

/// <summary>Knows which activity types override a signal method, so that others are skipped.</summary>
internal static class SignalOverrides
{
    private static readonly ConcurrentDictionary<Type, bool> Known = new();

    public static bool Has(Type type) => Known.GetOrAdd(type, Find);

    private static bool Find(Type type) =>
        Overrides(type, "OnSignalReceived") || Overrides(type, "OnSignalReceivedAsync");

    private static bool Overrides(Type type, string name) =>
        type.GetMethod(
            name,
            BindingFlags.Instance | BindingFlags.NonPublic,
            [typeof(object), typeof(SignalContext)])!.DeclaringType != typeof(Activity);
}

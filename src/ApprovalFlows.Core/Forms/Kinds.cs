using System.Collections.Frozen;

namespace ApprovalFlows.Core.Forms;

/// <summary>
/// Finds what comes in kinds: every class of this assembly that implements the interface and can be
/// made without arguments. Two with one name fail.
/// </summary>
internal static class Kinds
{
    public static FrozenDictionary<string, T> Of<T>(Func<T, string> name) where T : class =>
        typeof(Kinds).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false }
                && type.IsAssignableTo(typeof(T)))
            .Select(type => (T)Activator.CreateInstance(type, nonPublic: true)!)
            .ToFrozenDictionary(name);
}

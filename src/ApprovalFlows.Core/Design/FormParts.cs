namespace ApprovalFlows.Core.Design;

/// <summary>Lists of named parts: the order is what people see, so it is kept.</summary>
internal static class FormParts
{
    /// <summary>In the place of the part of that name; at the end when there is no name.</summary>
    public static IReadOnlyList<T> Put<T>(this IReadOnlyList<T> parts, Func<T, bool>? isOld, T part) =>
        isOld is null ? [.. parts, part] : [.. parts.Select(other => isOld(other) ? part : other)];

    public static IReadOnlyList<T> Without<T>(this IReadOnlyList<T> parts, Func<T, bool> isGone) =>
        [.. parts.Where(part => !isGone(part))];

    /// <summary>One place up or down; what is at the end already stays.</summary>
    public static IReadOnlyList<T> Move<T>(this IReadOnlyList<T> parts, Func<T, bool> isMoved, int by)
    {
        var moved = parts.ToList();
        var from = moved.FindIndex(part => isMoved(part));
        var to = from + Math.Sign(by);
        if (from < 0 || to < 0 || to >= moved.Count) return parts;
        (moved[from], moved[to]) = (moved[to], moved[from]);
        return moved;
    }
}

using System.Security.Cryptography;

namespace ApprovalFlows.Core.Assessments;

/// <summary>
/// By which somebody without an account asks for the answer to an objection: 98 random bits, since whoever knows
/// it may read. Without letters and digits that are taken for one another.
/// </summary>
public static class ObjectionNumber
{
    public const int Length = (Groups * GroupLength) + Groups - 1;

    private const string Signs = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Groups = 4;
    private const int GroupLength = 5;

    public static string Next() => Group(RandomNumberGenerator.GetString(Signs, Groups * GroupLength));

    /// <summary>As it is kept, however it was typed; null when it is none.</summary>
    public static string? Read(string? typed)
    {
        // Nobody types more than this, and nothing longer is looked at.
        if (typed is null || typed.Length > 2 * Length) return null;
        var signs = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return signs.Length == Groups * GroupLength && signs.All(Signs.Contains) ? Group(signs) : null;
    }

    private static string Group(string signs) =>
        string.Join('-', signs.Chunk(GroupLength).Select(group => new string(group)));
}

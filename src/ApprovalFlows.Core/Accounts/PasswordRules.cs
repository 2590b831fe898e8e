using System.Collections.Frozen;
using System.Text;
using ApprovalFlows.Core.Texts;
using Microsoft.AspNetCore.Identity;

namespace ApprovalFlows.Core.Accounts;

/// <summary>
/// What a password must be (NIST SP 800-63B): long, and nothing that everybody tries first. No mixture of kinds of
/// characters is asked for and none expires: both only lead to passwords on paper.
/// </summary>
public static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 200;

    // What has to be left when everything that can be guessed is taken away.
    private const int LeastOwn = 6;
    private const int LeastDistinct = 5;

    private static readonly string[] OwnNames = ["approvalflows", "approval", "flows"];
    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "1qaz2wsx3edc4rfv"];

    private static readonly FrozenSet<string> Common =
        SeedFile.Read<CommonFile>("Accounts/common-passwords.json").Words.ToFrozenSet(StringComparer.Ordinal);

    // Longer ones first, so that no part of one is left standing.
    private static readonly string[] ByLength = [.. Common.OrderByDescending(word => word.Length)];

    /// <summary>One writing for what looks the same on all keyboards; null for what is no text.</summary>
    public static string? Normalize(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    public static bool IsRight(IPasswordHasher<User> hasher, User user, string password) =>
        password.Length <= MaxLength
        && Normalize(password) is { } text
        && hasher.VerifyHashedPassword(user, user.PasswordHash!, text) != PasswordVerificationResult.Failed;

    /// <summary>Why it cannot be taken; null when it can.</summary>
    public static Sentence? FaultOf(string password, string userName)
    {
        if (Normalize(password) is not { } text || text.EnumerateRunes().Count() < MinLength)
            return new Sentence("PasswordTooShort", MinLength);
        if (text.Length > MaxLength) return new Sentence("PasswordTooLong", MaxLength);
        var plain = text.ToLowerInvariant();
        if (IsPattern(plain)) return new Sentence("PasswordPattern");
        var own = Without(plain, [userName.ToLowerInvariant(), .. OwnNames]);
        if (own.Length < LeastOwn) return new Sentence("PasswordIsName");
        return Without(own, ByLength).Length < LeastOwn ? new Sentence("PasswordCommon") : null;
    }

    private static string Without(string text, IEnumerable<string> words) =>
        words.Where(word => word.Length > 2).Aggregate(text, (rest, word) =>
            rest.Replace(word, "", StringComparison.Ordinal));

    private static bool IsPattern(string text) =>
        text.Distinct().Count() < LeastDistinct || IsRepeated(text) || Steps(text) * 2 >= text.Length;

    // A short piece again and again.
    private static bool IsRepeated(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            var piece = text[..length];
            if (Enumerable.Range(0, text.Length).All(place => text[place] == piece[place % length])) return true;
        }

        return false;
    }

    // How often a character follows the one before it: in the alphabet, in numbers or on the keyboard.
    private static int Steps(string text) => text.Zip(text.Skip(1)).Count(pair =>
        Math.Abs(pair.First - pair.Second) <= 1 || Array.Exists(Rows, row =>
            row.IndexOf(pair.First, StringComparison.Ordinal) is >= 0 and var place
            && row.IndexOf(pair.Second, StringComparison.Ordinal) is >= 0 and var next
            && Math.Abs(place - next) == 1));

    private sealed record CommonFile(string Source, IReadOnlyList<string> Words);
}

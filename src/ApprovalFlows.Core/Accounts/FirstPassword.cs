using System.Security.Cryptography;

namespace ApprovalFlows.Core.Accounts;

/// <summary>
/// The password that an administrator hands over (初始密码). It lets in for some days, and to nothing but the page
/// where its owner chooses another one.
/// </summary>
public static class FirstPassword
{
    // Without what is read as something else on paper: 0, O and o; 1, l and I.
    public const string Characters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private const int Groups = 4;
    private const int GroupLength = 4;

    /// <summary>In groups, as it is read out and typed in.</summary>
    public static string Make(string userName)
    {
        while (true)
        {
            var groups = Enumerable.Range(0, Groups)
                .Select(_ => RandomNumberGenerator.GetString(Characters, GroupLength));
            var password = string.Join('-', groups);
            // Chance may make a row of the keyboard; then it makes something else.
            if (PasswordRules.FaultOf(password, userName) is null) return password;
        }
    }
}

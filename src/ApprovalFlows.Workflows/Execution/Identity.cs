using System.Globalization;
using System.Security.Cryptography;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>Ids as Elsa makes them: 64 random bits as lower-case hex.</summary>
internal static class Identity
{
    /// <summary>An id that nobody can guess: for instances and bookmarks.</summary>
    public static string NewSecretId()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>An id that only has to be unique within an instance.</summary>
    public static string NewId() =>
        Random.Shared.NextInt64(long.MaxValue).ToString("x16", CultureInfo.InvariantCulture);
}

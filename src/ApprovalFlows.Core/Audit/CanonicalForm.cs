using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ApprovalFlows.Core.Audit;

/// <summary>
/// The bytes that are hashed. The first line names the form and its version; every field follows in a
/// fixed order as <c>name=length:value</c>, the length in bytes of UTF-8, or <c>name=-</c> when there is
/// none. No value can be mistaken for another field, whatever it holds.
/// </summary>
public sealed class CanonicalForm(string form)
{
    private readonly StringBuilder text = new StringBuilder(form).Append('\n');

    public CanonicalForm With(string name, string? value)
    {
        text.Append(name).Append('=');
        if (value is null) text.Append('-');
        else text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(value)}:{value}");
        text.Append('\n');
        return this;
    }

    public CanonicalForm With(string name, Guid value) => With(name, value.ToString("D"));

    public CanonicalForm With(string name, long value) =>
        With(name, value.ToString(CultureInfo.InvariantCulture));

    public CanonicalForm With(string name, DateTimeOffset? instant) => With(name, Utc(instant));

    public override string ToString() => text.ToString();

    /// <summary>SHA-256 in lower-case hexadecimal digits.</summary>
    public string Hash() => Sha256.Of(ToString());

    /// <summary>Microseconds are what every database we use keeps.</summary>
    private static string? Utc(DateTimeOffset? instant) => instant?.UtcDateTime.ToString(
        "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}

public static class Sha256
{
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static string Of(ReadOnlySpan<byte> content) =>
        Convert.ToHexStringLower(SHA256.HashData(content));
}

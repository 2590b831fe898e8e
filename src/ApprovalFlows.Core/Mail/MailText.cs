using System.Text;
using System.Text.RegularExpressions;

namespace ApprovalFlows.Core.Mail;

/// <summary>A written mail as its reader sees it (RFC 5322, 2045 to 2047, as far as our own mails need it).</summary>
public sealed partial record MailText(IReadOnlyDictionary<string, string> Headers, string? Text, string? Html)
{
    public string Subject => Headers.GetValueOrDefault("Subject", "");

    public static MailText Parse(string raw)
    {
        var (headers, body) = Split(raw.ReplaceLineEndings("\n"));
        var (text, html) = PartsOf(headers, body);
        return new MailText(headers, text, html);
    }

    /// <summary>A header with its encoded words put into letters.</summary>
    public static string Decode(string header) => EncodedWord().Replace(
        BetweenEncodedWords().Replace(header, "$1"),
        word => Encoding.GetEncoding(word.Groups["set"].Value).GetString(
            word.Groups["kind"].Value is "B" or "b"
                ? Convert.FromBase64String(word.Groups["text"].Value)
                : BytesOf(word.Groups["text"].Value.Replace('_', ' '))));

    private static (string? Text, string? Html) PartsOf(IReadOnlyDictionary<string, string> headers, string body)
    {
        var type = headers.GetValueOrDefault("Content-Type", "text/plain");
        if (Boundary().Match(type) is { Success: true } found)
        {
            string? text = null, html = null;
            foreach (var part in body.Split("--" + found.Groups["mark"].Value)[1..^1])
            {
                var (own, inner) = Split(part.TrimStart('\n'));
                var (one, other) = PartsOf(own, inner);
                (text, html) = (text ?? one, html ?? other);
            }

            return (text, html);
        }

        var content = ContentOf(headers.GetValueOrDefault("Content-Transfer-Encoding", "7bit"), body);
        return type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) ? (null, content) : (content, null);
    }

    private static string ContentOf(string encoding, string body) => encoding.ToLowerInvariant() switch
    {
        "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body)),
        "quoted-printable" => Encoding.UTF8.GetString(BytesOf(body.Replace("=\n", "", StringComparison.Ordinal))),
        _ => body,
    };

    private static (Dictionary<string, string> Headers, string Body) Split(string raw)
    {
        var end = raw.IndexOf("\n\n", StringComparison.Ordinal);
        var head = Folding().Replace(end < 0 ? raw : raw[..end], " ");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in head.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) headers.TryAdd(line[..colon], Decode(line[(colon + 1)..].Trim()));
        }

        return (headers, end < 0 ? "" : raw[(end + 2)..]);
    }

    private static byte[] BytesOf(string quoted)
    {
        var bytes = new List<byte>(quoted.Length);
        for (var at = 0; at < quoted.Length; at++)
        {
            if (quoted[at] == '=' && at + 2 < quoted.Length)
            {
                bytes.Add(Convert.ToByte(quoted.Substring(at + 1, 2), 16));
                at += 2;
            }
            else
            {
                bytes.Add((byte)quoted[at]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"=\?(?<set>[^?]+)\?(?<kind>[BbQq])\?(?<text>[^?]*)\?=")]
    private static partial Regex EncodedWord();

    // RFC 2047 §6.2: white space between two encoded words belongs to neither.
    [GeneratedRegex(@"(\?=)\s+(?==\?)")]
    private static partial Regex BetweenEncodedWords();

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Folding();

    [GeneratedRegex("boundary=\"?(?<mark>[^\";]+)")]
    private static partial Regex Boundary();
}

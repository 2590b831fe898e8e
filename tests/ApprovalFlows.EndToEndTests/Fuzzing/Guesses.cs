using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ApprovalFlows.EndToEndTests.Fuzzing;

/// <summary>Values at random: such as the program has told of itself, and such as break programs.</summary>
internal sealed partial class Guesses(Random random)
{
    private const int MaxKept = 400;

    private static readonly string[] Texts =
    [
        "", " ", "x", "测试", "Nguyễn Văn Ví Dụ", "' OR 1=1 --", "<script>alert(1)</script>", "{{7*7}}",
        "${jndi:x}",
        "../../../../etc/passwd", "..\\..\\windows", "C:\\x", "/etc/passwd", "a\0b",
        "\u202Eabc", "😀👨‍👩‍👧", "\uFEFFx",
        "2026-02-30", "0001-01-01", "9999-12-31", "2026-03-02", "2026-03-02T09:00:00+08:00", "99:99", "NaN", "-1",
        "0", "1",
        "2147483648", "99999999999999999999", "1e400", "true", "null", "[]", "{}", "%00", "%", "%zz", "a,b;c\nd",
        "00000000-0000-0000-0000-000000000000", "11111111-2222-3333-4444-555555555555", "_", "a%b_c", "*",
        "\\", "\"", "'",
        "employer-certificate", "work-permit", "accept", "approve", "return", "window", "hr", "employer",
        "admin", "zone",
        "hr-bureau", "zone-office", "approval", "450681", "entry", "TX", "ownInterest", "beside", "claim",
        "YG-2026-999999",
    ];

    // Each is one JSON value, though not each a sensible one.
    private static readonly string[] Literals =
    [
        "null", "true", "false", "0", "1", "2", "-1", "1.5", "2147483648", "-9223372036854775809", "1e308", "1e400",
        "[]",
        "{}", "[null]", "[1,\"a\",{}]", "{\"a\":{\"b\":[]}}", "\"\\ud800\"", "\"\\u0000\"", "[[[[[[[[[[1]]]]]]]]]]",
    ];

    private static readonly string[] Extra =
    [
        "reason", "revision", "opinion", "outcome", "items", "to", "from", "person", "values", "attachments", "text",
        "zz",
        "fields", "tasks", "act", "note", "post", "department", "model", "root", "name", "ids", "definitionIds", "page",
    ];

    private readonly List<string> known = [];
    private readonly Dictionary<string, List<string>> byMatter = [];

    public bool Chance(int percent) => random.Next(100) < percent;

    public T One<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>Keeps ids and numbers that an answer tells, to ask for them later.</summary>
    public void Learn(string matter, string answer)
    {
        if (!byMatter.TryGetValue(matter, out var own)) byMatter[matter] = own = [];
        foreach (Match match in Identity().Matches(answer).Take(40))
        {
            Keep(known, match.Value);
            Keep(own, match.Value);
        }
    }

    private void Keep(List<string> values, string value)
    {
        if (values.Contains(value)) return;
        if (values.Count < MaxKept) values.Add(value);
        else values[random.Next(MaxKept)] = value;
    }

    public string Text() => random.Next(20) switch
    {
        0 => new string('x', random.Next(1, 5_000)),
        1 => new string('长', random.Next(100, 100_000)),
        2 => random.NextInt64().ToString(CultureInfo.InvariantCulture),
        < 9 when known.Count > 0 => One(known),
        _ => One(Texts),
    };

    /// <summary>A part of an address, escaped as it has to be.</summary>
    public string Segment(string matter)
    {
        if (byMatter.GetValueOrDefault(matter) is { Count: > 0 } own && Chance(75))
            return Uri.EscapeDataString(One(own));
        if (known.Count > 0 && Chance(40)) return Uri.EscapeDataString(One(known));
        var text = Chance(90) ? One(Texts) : new string('y', random.Next(200, 3_000));
        return text.Length == 0 ? "x" : Uri.EscapeDataString(text);
    }

    /// <summary>Of a query: short enough for the address line.</summary>
    public string Short()
    {
        var text = Text();
        return Uri.EscapeDataString(text.Length > 300 ? text[..300] : text);
    }

    /// <summary>A body with the fields that refusals named so far; sometimes no JSON at all.</summary>
    public byte[] Body(Operation operation)
    {
        if (Chance(6)) return Broken();
        if (operation.Sample is { } sample) return Spoilt(sample.DeepClone().AsObject());
        var fields = operation.Fields.Where(_ => Chance(92)).ToList();
        if (Chance(15)) fields.Add(One(Extra));
        if (operation.Fields.Count == 0 && Chance(40)) fields.Add(One(Extra));
        var json = string.Join(',', fields.Select(name => $"{JsonSerializer.Serialize(name)}:{Value(name)}"));
        return Encoding.UTF8.GetBytes($"{{{json}}}");
    }

    private byte[] Spoilt(JsonObject body)
    {
        for (var places = random.Next(4); places > 0; places--)
        {
            JsonNode here = body;
            while (true)
            {
                var names = here is JsonObject fields ? fields.Select(pair => pair.Key).ToList() : [];
                var count = here is JsonArray list ? list.Count : names.Count;
                if (count == 0) break;
                var place = random.Next(count);
                var below = here is JsonArray ? here[place] : here[names[place]];
                if (below is JsonObject or JsonArray && Chance(80))
                {
                    here = below;
                    continue;
                }

                var value = Chance(50) ? JsonValue.Create(Text()) : JsonNode.Parse(Literal());
                if (here is JsonArray) here[place] = value;
                else here[names[place]] = value;
                break;
            }
        }

        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    // Of those one may hold in memory; the others are sent as they are.
    private string Literal() =>
        One(Literals) is var text && text.Contains("ud800", StringComparison.Ordinal) ? "7" : text;

    // A sensible value mostly, or all requests would end at the first field.
    private string Value(string name)
    {
        if (Chance(15)) return One(Literals);
        if (Chance(10)) return JsonSerializer.Serialize(Text());
        var lower = name.ToLowerInvariant();
        if (lower is "revision" or "version" or "targetversion") return One(["1", "2", "3"]);
        if (lower is "reason" or "opinion" or "text" or "note") return "\"工作需要\"";
        if (lower is "values" or "fields" or "model") return Chance(50) ? "{}" : $"{{\"x\":{One(Literals)}}}";
        if (lower is "tasks" or "ids" or "people" || lower.EndsWith("ids", StringComparison.Ordinal))
            return JsonSerializer.Serialize(new[] { Text(), Text() });
        return lower is "from" or "day" or "lastday" ? "\"2026-03-02\"" : JsonSerializer.Serialize(Text());
    }

    private byte[] Broken() => random.Next(8) switch
    {
        0 => [],
        1 => "{\"reason\":\"x"u8.ToArray(),
        2 => [0xC3, 0x28, 0xFF],
        3 => Encoding.UTF8.GetBytes(new string('[', 5_000)),
        4 => Encoding.UTF8.GetBytes($"{{\"reason\":\"{new string('x', 2_000_000)}\"}}"),
        5 => "[1,2]"u8.ToArray(),
        6 => "\"text\""u8.ToArray(),
        _ => "{\"reason\":1,\"reason\":2}"u8.ToArray(),
    };

    [GeneratedRegex(
        @"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b[A-Z]{2,4}-?[A-Z]*-?20\d\d-\d{3,8}\b"
        + @"|(?<=""definitionId"":"")[^""]{1,60}|(?<=""stepId"":"")[^""]{1,60}"
        + @"|(?<=/(?:apply|guides|flows)/)[a-z-]{3,60}")]
    private static partial Regex Identity();
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ApprovalFlows.Core;

public static class JsonText
{
    /// <summary>Chinese and Vietnamese stay readable in the database.</summary>
    public static JsonSerializerOptions Readable { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };
}

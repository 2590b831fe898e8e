using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Core.Tests.Design.Publishing;

/// <summary>A copy of the real employer certificate, to be broken in one way.</summary>
internal sealed class CertificateDraft
{
    public JsonObject Json { get; } = JsonNode.Parse(
        File.ReadAllText(Path.Combine(RepositoryFiles.PathOf("workflows"), "employer-certificate.json")))!.AsObject();

    public JsonArray Steps => Json["root"]!["activities"]!.AsArray();
    public JsonArray Lines => Json["root"]!["connections"]!.AsArray();
    public JsonObject Form => Json["customProperties"]!["form"]!.AsObject();

    public static JsonObject Literal(string value) => new()
    {
        ["typeName"] = "String",
        ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value },
    };

    public static JsonObject List(params string[] items) => new()
    {
        ["typeName"] = "List<String>",
        ["expression"] = new JsonObject
        {
            ["type"] = "Object",
            ["value"] = new JsonArray([.. items.Select(item => JsonValue.Create(item))]).ToJsonString(),
        },
    };

    public static JsonObject Script(string text, string language = "JavaScript") => new()
    {
        ["typeName"] = "String",
        ["expression"] = new JsonObject { ["type"] = language, ["value"] = text },
    };

    public static JsonObject Step(string id, string type, params (string Name, JsonNode? Value)[] inputs)
    {
        var step = new JsonObject
        {
            ["id"] = id,
            ["name"] = id,
            ["type"] = type,
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["displayText"] = id },
            ["customProperties"] = new JsonObject(),
        };
        foreach (var (name, value) in inputs) step[name] = value;
        return step;
    }

    public static JsonObject Review(string id, string department, string post, params string[] outcomes) => Step(
        id,
        "ApprovalFlows.ReviewStep",
        ("titleZh", Literal(id)),
        ("titleVi", Literal(id)),
        ("titleEn", Literal(id)),
        ("department", Literal(department)),
        ("post", Literal(post)),
        ("outcomes", List(outcomes)),
        ("timeLimit", Literal("decision")));

    public JsonObject this[string id] => Steps.OfType<JsonObject>().Single(step => step["id"]!.ToString() == id);

    public CertificateDraft Set(string id, string input, JsonNode? value)
    {
        this[id][input] = value;
        return this;
    }

    public CertificateDraft Days(string id, int days) => Set(id, "workingDays", Literal($"{days}"));

    public CertificateDraft Add(params JsonObject[] steps)
    {
        foreach (var step in steps) Steps.Add(step);
        return this;
    }

    public CertificateDraft Remove(string id)
    {
        Steps.Remove(this[id]);
        foreach (var line in Lines.Where(line => EndOf(line, "source") == id || EndOf(line, "target") == id).ToList())
            Lines.Remove(line);
        return this;
    }

    public CertificateDraft Connect(string source, string port, string target)
    {
        Lines.Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
        });
        return this;
    }

    public CertificateDraft Disconnect(string source, string port)
    {
        foreach (var line in Lines.Where(line => EndOf(line, "source") == source
            && line!["source"]!["port"]!.ToString() == port).ToList())
            Lines.Remove(line);
        return this;
    }

    public CertificateDraft Redirect(string source, string port, string target) =>
        Disconnect(source, port).Connect(source, port, target);

    public CertificateDraft WithoutField(string name)
    {
        foreach (var section in Form["sections"]!.AsArray())
            if (section!["fields"] is JsonArray fields)
                foreach (var field in fields.Where(field => field!["name"]!.ToString() == name).ToList())
                    fields.Remove(field);
        return this;
    }

    public CertificateDraft WithoutRules()
    {
        Form["rules"] = new JsonArray();
        return this;
    }

    private static string EndOf(JsonNode? line, string end) => line![end]!["activity"]!.ToString();
}

using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Http;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>The names by which definitions call types (Elsa: SerializationTypeOptions.cs).</summary>
public static class TypeAliases
{
    private static readonly ConcurrentDictionary<string, Type> ByName =
        new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<Type, string> ByType = new();

    static TypeAliases()
    {
        Register<object>("Object");
        Register<string>("String");
        Register<bool>("Boolean");
        Register<short>("Int16");
        Register<int>("Int32");
        Register<long>("Int64", "Long");
        Register<float>("Single");
        Register<double>("Double");
        Register<decimal>("Decimal");
        Register<Guid>("Guid");
        Register<DateTime>("DateTime");
        Register<DateTimeOffset>("DateTimeOffset");
        Register<DateOnly>("DateOnly");
        Register<TimeSpan>("TimeSpan");
        Register<Uri>("Uri");
        Register<byte[]>("ByteArray");
        Register<Stream>("Stream");
        Register<ExpandoObject>("JSON", "ExpandoObject");
        Register<JsonElement>("JsonElement");
        Register<JsonNode>("JsonNode");
        Register<JsonObject>("JsonObject");
        Register<JsonArray>("JsonArray");
        Register<IDictionary<string, string>>("StringDictionary");
        Register<IDictionary<string, object>>("ObjectDictionary");
        Register<Dictionary<string, string>>("StringMap");
        Register<Dictionary<string, object>>("ObjectMap");
        Register<HttpRequestData>("HttpRequest");
        Register<HttpResponseData>("HttpResponse");
        Register<HttpFileData>("FormFile", "IFormFile", "HttpFile");
        Register<HttpAnswer>("HttpResponseMessage");
        Register<System.Net.HttpStatusCode>("HttpStatusCode");
    }

    public static void Register<T>(string alias, params string[] others)
    {
        ByName[alias] = typeof(T);
        ByType.TryAdd(typeof(T), alias);
        foreach (var other in others)
            ByName[other] = typeof(T);
    }

    internal static void Register(Type type)
    {
        if (ByName.TryAdd(type.Name, type))
            ByType.TryAdd(type, type.Name);
    }

    /// <summary>
    /// The type of an alias, of a compound (X[], List&lt;X&gt;) or of a full .NET name; null when unknown.
    /// </summary>
    public static Type? Find(string? alias)
    {
        if (string.IsNullOrWhiteSpace(alias))
            return null;
        var name = alias.Trim().TrimEnd('?');
        if (ByName.TryGetValue(name, out var known))
            return known;
        if (name.EndsWith("[]", StringComparison.Ordinal))
            return Find(name[..^2])?.MakeArrayType();
        var open = name.IndexOf('<', StringComparison.Ordinal);
        if (open > 0 && name.EndsWith('>'))
            return Collection(name[..open], Find(name[(open + 1)..^1]));
        var shortName = name.Split(',')[0].Split('.', '+')[^1];
        return shortName != name && ByName.TryGetValue(shortName, out known) ? known : null;
    }

    /// <summary>The types that have an alias, by their alias: what a variable can be.</summary>
    public static IReadOnlyList<(string Alias, Type Type)> All =>
        [.. ByType.Select(pair => (pair.Value, pair.Key)).OrderBy(pair => pair.Value, StringComparer.Ordinal)];

    public static string NameOf(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (ByType.TryGetValue(bare, out var alias))
            return alias;
        if (bare.IsArray)
            return NameOf(bare.GetElementType()!) + "[]";
        if (bare.IsGenericType && bare.GetGenericArguments() is [var element]
            && typeof(System.Collections.IEnumerable).IsAssignableFrom(bare))
            return bare.GetGenericTypeDefinition() == typeof(HashSet<>)
                ? $"HashSet<{NameOf(element)}>"
                : $"List<{NameOf(element)}>";
        return ActivityTypeName.ShortNameOf(bare);
    }

    private static Type? Collection(string name, Type? element) => element is null ? null : name switch
    {
        "List" or "IList" or "ICollection" or "IEnumerable" => typeof(List<>).MakeGenericType(element),
        "HashSet" or "ISet" => typeof(HashSet<>).MakeGenericType(element),
        "Collection" => typeof(Collection<>).MakeGenericType(element),
        _ => null,
    };
}

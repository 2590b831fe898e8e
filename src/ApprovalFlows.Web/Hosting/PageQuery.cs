using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Extensions;

namespace ApprovalFlows.Web.Hosting;

/// <summary>
/// What somebody wrote into the address of a page and what cannot be read counts as not written: a page ought
/// not to fail for it, and there is no field beside which to say so.
/// </summary>
internal static class PageQuery
{
    private static readonly Dictionary<Type, Func<string, bool>> Readers = new()
    {
        [typeof(int)] = text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        [typeof(long)] = text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        [typeof(bool)] = text => bool.TryParse(text, out _),
        [typeof(Guid)] = text => Guid.TryParse(text, out _),
        // PostgreSQL stores no null character, and nobody types one.
        [typeof(string)] = text => !text.Contains('\0', StringComparison.Ordinal),
    };

    private static readonly ConcurrentDictionary<Type, Dictionary<string, Func<string, bool>>> Known = new();

    /// <summary>Comes after routing, before anything reads the query.</summary>
    public static void UsePageQuery(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.QueryString.HasValue
            && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page)
            Clean(context.Request, Known.GetOrAdd(page.Type, FieldsOf));
        return next(context);
    });

    private static void Clean(HttpRequest request, Dictionary<string, Func<string, bool>> fields)
    {
        var readable = request.Query
            .Select(pair => KeyValuePair.Create(
                pair.Key, pair.Value.Where(text => IsReadable(fields, pair.Key, text)).ToArray()))
            .ToList();
        if (readable.Sum(pair => pair.Value.Length) == request.Query.Sum(pair => pair.Value.Count)) return;
        request.QueryString = new QueryBuilder(readable.SelectMany(pair =>
            pair.Value.Select(text => KeyValuePair.Create(pair.Key, text ?? "")))).ToQueryString();
    }

    private static bool IsReadable(Dictionary<string, Func<string, bool>> fields, string name, string? text) =>
        (fields.GetValueOrDefault(name) ?? Readers[typeof(string)])(text ?? "");

    private static Dictionary<string, Func<string, bool>> FieldsOf(Type page) => page
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Select(property => (property, Asked: property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()))
        .Where(pair => pair.Asked is not null)
        .ToDictionary(
            pair => pair.Asked!.Name ?? pair.property.Name,
            pair => Readers[Nullable.GetUnderlyingType(pair.property.PropertyType) ?? pair.property.PropertyType],
            StringComparer.OrdinalIgnoreCase);
}

using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.LogPersistence;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows;

/// <content>State kept per execution, and the journal.</content>
public sealed partial class ActivityExecutionContext
{
    private Dictionary<string, object?>? properties;
    private Dictionary<string, object?>? metadata;
    private Dictionary<string, object?>? journalData;

    public IDictionary<string, object?> Properties => properties ??= [];
    public IDictionary<string, object?> Metadata => metadata ??= [];
    public IDictionary<string, object?> JournalData => journalData ??= [];
    internal Dictionary<string, object?>? PropertiesOrNull => properties;
    internal Dictionary<string, object?>? MetadataOrNull => metadata;

    public T? GetProperty<T>(string key) =>
        properties is not null && properties.TryGetValue(key, out var value)
            ? value is T typed ? typed : value.ConvertTo<T>()
            : default;

    public T GetProperty<T>(string key, Func<T> defaultValue)
    {
        if (properties is not null && properties.TryGetValue(key, out var value) && value is not null)
        {
            var existing = value is T typed ? typed : value.ConvertTo<T>()!;
            properties[key] = existing;
            return existing;
        }

        var created = defaultValue();
        Properties[key] = created;
        return created;
    }

    public void SetProperty<T>(string key, T? value) => Properties[key] = value;

    public T UpdateProperty<T>(string key, Func<T?, T> update)
    {
        var updated = update(GetProperty<T>(key));
        Properties[key] = updated;
        return updated;
    }

    public bool RemoveProperty(string key) => properties?.Remove(key) == true;

    public T? GetMetadata<T>(string key) =>
        metadata is not null && metadata.TryGetValue(key, out var value)
            ? value.ConvertTo<T>()
            : default;

    public void SetMetadata<T>(string key, T? value) => Metadata[key] = value;

    public T UpdateMetadata<T>(string key, Func<T?, T> update)
    {
        var updated = update(GetMetadata<T>(key));
        Metadata[key] = updated;
        return updated;
    }

    public bool RemoveMetadata(string key) => metadata?.Remove(key) == true;

    public JournalEntry AddExecutionLogEntry(
        string eventName, string? message = null, string? source = null, object? payload = null) =>
        AddJournal(eventName, message ?? source, payload);

    internal JournalEntry AddJournal(
        string eventName, string? message, object? payload, LoggedValues values = default) =>
        WorkflowExecutionContext.AddJournal(this, eventName, message, payload, values);
}

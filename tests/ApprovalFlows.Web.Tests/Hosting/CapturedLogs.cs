using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ApprovalFlows.Web.Tests.Hosting;

/// <summary>Every line with its scopes and its exception, as a console would show them.</summary>
internal sealed class CapturedLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<string> Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Writer(CapturedLogs owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => owner.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var text = new List<string> { category, formatter(state, exception), $"{exception}" };
            owner.scopes.ForEachScope(
                (scope, parts) => parts.Add(scope is IEnumerable<KeyValuePair<string, object>> pairs
                    ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}"))
                    : $"{scope}"),
                text);
            owner.lines.Enqueue(string.Join(" | ", text));
        }
    }
}

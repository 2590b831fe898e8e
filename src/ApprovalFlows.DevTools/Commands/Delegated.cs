namespace ApprovalFlows.DevTools.Commands;

/// <summary>A command whose work is a function elsewhere.</summary>
internal sealed class Delegated(
    string name, string arguments, string purpose, Func<string[], Task<int>> run) : ICommand
{
    public string Name { get; } = name;
    public string Arguments { get; } = arguments;
    public string Purpose { get; } = purpose;

    public Task<int> RunAsync(string[] args) => run(args);
}

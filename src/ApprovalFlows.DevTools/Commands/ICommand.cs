namespace ApprovalFlows.DevTools.Commands;

/// <summary>One word on the command line, one file here, one entry in Program.cs.</summary>
internal interface ICommand
{
    string Name { get; }

    /// <summary>What follows the name, as the usage text shows it.</summary>
    string Arguments { get; }

    string Purpose { get; }

    /// <returns>The exit code of the program.</returns>
    Task<int> RunAsync(string[] args);
}

internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
}

namespace ApprovalFlows.Benchmarks;

/// <summary>One word on the command line, one file here, one entry in Program.cs.</summary>
internal interface IBenchmark
{
    string Name { get; }

    string Purpose { get; }

    Task RunAsync(Settings settings);
}

using ApprovalFlows.Benchmarks;
using ApprovalFlows.Benchmarks.Engines;
using ApprovalFlows.Benchmarks.Inbox;
using ApprovalFlows.Benchmarks.Load;
using ApprovalFlows.Benchmarks.Papers;

IBenchmark[] benchmarks =
[
    new RawCommits(), new Approvals(), new Engine(), new InboxViews(), new PaperViews(), new ExpiryRuns(),
    new LoadRun(),
];

var benchmark = args.Length > 0 ? benchmarks.FirstOrDefault(known => known.Name == args[0]) : null;
if (benchmark is null || !Settings.TryRead(args[1..], out var settings))
{
    Console.Error.WriteLine("dotnet run -c Release --project tests/ApprovalFlows.Benchmarks -- BENCHMARK [OPTIONS]");
    Console.Error.WriteLine(Settings.Usage);
    foreach (var known in benchmarks)
    {
        Console.Error.WriteLine($"  {known.Name}: {known.Purpose}");
    }

    return 2;
}

await benchmark.RunAsync(settings);
return 0;

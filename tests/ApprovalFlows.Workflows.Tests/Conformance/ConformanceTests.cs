using ApprovalFlows.Workflows.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows.Tests.Conformance;

public sealed class ConformanceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "conformance");

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var item in ConformanceCase.NamesIn(Folder))
            foreach (var mode in new[]
            {
                ConformanceReplay.CounterMode, ConformanceReplay.TokenMode, ConformanceReplay.StrictMode,
            })
                data.Add(item, mode);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Replay_RecordedCase_DoesWhatElsaDidOrWhatARowExplains(string name, string mode)
    {
        var replay = new ConformanceReplay(services => services.BuildServiceProvider());

        var verdict = await replay.RunAsync(ConformanceCase.Load(Folder, name), mode);

        Assert.False(verdict.Fails, string.Join('\n', verdict.Differences));
    }
}

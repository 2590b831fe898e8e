namespace ApprovalFlows.TestSupport;

/// <summary>A folder of its own, gone with its owner.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("approval-flows-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

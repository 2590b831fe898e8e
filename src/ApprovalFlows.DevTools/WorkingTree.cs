namespace ApprovalFlows.DevTools;

/// <summary>The working tree the command was called in.</summary>
internal static class WorkingTree
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(Environment.CurrentDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ApprovalFlows.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException("Call this inside the repository: ApprovalFlows.sln was not found.");
    }
}

namespace ApprovalFlows.TestSupport;

/// <summary>The working tree in which the tests were built.</summary>
public static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Paths relative to the root, with forward slashes, sorted; build output is left out.</summary>
    public static IReadOnlyList<string> Under(string folder, params string[] extensions) =>
        [.. Directory.EnumerateFiles(PathOf(folder), "*", SearchOption.AllDirectories)
            .Where(file => extensions.Contains(Path.GetExtension(file)))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "lib"))
            .Order(StringComparer.Ordinal)];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ApprovalFlows.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException("ApprovalFlows.sln lies in no folder above the tests.");
    }
}

using System.Runtime.CompilerServices;
using Xunit;

namespace ApprovalFlows.TestSupport;

/// <summary>Compares text with a file that lies beside the test, such as Order.golden.json.</summary>
public static class Golden
{
    /// <param name="actual">The text under test.</param>
    /// <param name="fileName">The golden file's whole name.</param>
    /// <param name="testFile">Filled in by the compiler.</param>
    public static void Match(
        string actual, string fileName, [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, fileName);
        var text = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"{path} does not exist. Write it with UPDATE_GOLDENS=1.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }
}

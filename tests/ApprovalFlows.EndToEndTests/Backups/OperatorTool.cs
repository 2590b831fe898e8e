using System.Diagnostics;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.EndToEndTests.Backups;

/// <summary>What a command of DevTools said, and how it ended.</summary>
internal sealed record ToolResult(int ExitCode, string Output);

/// <summary>Calls DevTools as an operator does.</summary>
internal static class OperatorTool
{
    public static async Task<ToolResult> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = RepositoryFiles.PathOf(
            $"artifacts/bin/ApprovalFlows.DevTools/{configuration}/ApprovalFlows.DevTools.dll");
        using var running = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = running.StandardOutput.ReadToEndAsync(cancellation);
        var complaints = running.StandardError.ReadToEndAsync(cancellation);
        await running.WaitForExitAsync(cancellation);
        return new ToolResult(running.ExitCode, await output + await complaints);
    }
}

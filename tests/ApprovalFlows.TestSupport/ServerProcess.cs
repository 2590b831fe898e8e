using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ApprovalFlows.TestSupport;

/// <summary>
/// The real program as a process of its own, so that a browser can visit it and a test can kill it.
/// Its address and its data outlive a kill: <see cref="StartAsync"/> brings back the same server.
/// </summary>
public sealed class ServerProcess(PostgresDatabase? postgres = null) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private const int OutputLinesKept = 200;

    private readonly TemporaryFolder data = new();
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    public string DataDirectory => data.Path;

    /// <summary>More settings in environment form, to be given before the start.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>What the program has used of the processors since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process?.Refresh();
            return process?.TotalProcessorTime ?? TimeSpan.Zero;
        }
    }

    /// <summary>Bytes of memory that the program holds.</summary>
    public long WorkingSet
    {
        get
        {
            process?.Refresh();
            return process?.WorkingSet64 ?? 0;
        }
    }

    public string Output => string.Join('\n', output);

    public async Task StartAsync(CancellationToken cancellation = default)
    {
        process = Process.Start(StartInfo())!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilReadyAsync(process, cancellation);
    }

    /// <summary>Ends the program as a power cut would: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            process = null;
        }
    }

    /// <summary>Asks the program to end, as an orchestrator does.</summary>
    /// <returns>Completes with its exit code.</returns>
    public async Task<int> TerminateAsync(CancellationToken cancellation = default)
    {
        using (var signal = Process.Start("kill", ["-TERM", $"{process!.Id}"]))
        {
            await signal.WaitForExitAsync(cancellation);
        }

        await process.WaitForExitAsync(cancellation);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        postgres?.Dispose();
        data.Dispose();
    }

    private ProcessStartInfo StartInfo()
    {
        var info = new ProcessStartInfo("dotnet", [ProgramFile(), "--urls", Address.ToString()])
        {
            WorkingDirectory = RepositoryFiles.PathOf("src/ApprovalFlows.Web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        info.Environment["ApprovalFlows__DataDirectory"] = data.Path;
        info.Environment["ApprovalFlows__Database"] = postgres is null ? "Sqlite" : "PostgreSql";
        info.Environment["ApprovalFlows__Workflows__Directory"] = RepositoryFiles.PathOf("workflows");
        if (postgres is not null)
        {
            info.Environment["ConnectionStrings__ApprovalFlows"] = postgres.ConnectionString;
        }

        foreach (var (name, value) in Settings)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private async Task WaitUntilReadyAsync(Process started, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartLimit);
        using var client = new HttpClient { BaseAddress = Address };
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (!await IsReadyAsync(client, limit.Token))
            {
                if (started.HasExited)
                {
                    throw new InvalidOperationException($"The program ended at its start.\n{Output}");
                }

                await pulse.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"The program was not ready within {StartLimit}.\n{Output}");
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync("/health/ready", cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            output.Enqueue(line);
            while (output.Count > OutputLinesKept && output.TryDequeue(out _))
            {
            }
        }
    }

    // The tests' own folder holds a copy, but without the program's static files.
    private static string ProgramFile()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return RepositoryFiles.PathOf(
            $"artifacts/bin/ApprovalFlows.Web/{configuration}/ApprovalFlows.Web.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

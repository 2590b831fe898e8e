using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Certificates;

/// <summary>Prints with a headless Chromium, one at a time.</summary>
public sealed class ChromiumPdfRenderer(IOptions<ApprovalFlowsOptions> options) : IPdfRenderer, IDisposable
{
    private static readonly string[] UsualPlaces =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-extensions", "--no-pdf-header-footer",
    ];

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly string? chromium = options.Value.Pdf.Chromium is { Length: > 0 } configured
        ? File.Exists(configured) ? configured : null
        : Array.Find(UsualPlaces, File.Exists);

    public bool IsAvailable => chromium is not null;

    public async Task<byte[]> PrintAsync(string html, CancellationToken cancellation = default)
    {
        if (chromium is null) throw new InvalidOperationException("No Chromium is installed.");
        await turn.WaitAsync(cancellation);
        var folder = Directory.CreateTempSubdirectory("approval-print-");
        try
        {
            var page = Path.Combine(folder.FullName, "page.html");
            var pdf = Path.Combine(folder.FullName, "page.pdf");
            await File.WriteAllTextAsync(page, html, cancellation);
            await RunAsync(page, pdf, folder.FullName, cancellation);
            return await File.ReadAllBytesAsync(pdf, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task RunAsync(
        string page, string pdf, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(chromium!)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var flag in Flags) start.ArgumentList.Add(flag);
        start.ArgumentList.Add($"--user-data-dir={Path.Combine(folder, "profile")}");
        start.ArgumentList.Add($"--print-to-pdf={pdf}");
        start.ArgumentList.Add(new Uri(page).AbsoluteUri);
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.Pdf.TimeoutSeconds));
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            await output;
            if (!File.Exists(pdf)) throw new InvalidOperationException(await errors);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InvalidOperationException("Printing took too long.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}

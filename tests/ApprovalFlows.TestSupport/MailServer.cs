using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace ApprovalFlows.TestSupport;

/// <summary>How a <see cref="MailServer"/> listens.</summary>
public sealed record MailServerSettings
{
    /// <summary>Zero for any that is free.</summary>
    public int Port { get; init; }
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>Files in PEM; with them it offers STARTTLS.</summary>
    public string? Certificate { get; init; }
    public string? Key { get; init; }
}

/// <summary>A mail as the server got it; <c>Fate</c> is taken, refused, stalled or dropped.</summary>
public sealed record ReceivedMail(
    string Fate, int Connection, IReadOnlyList<string> To, string? User, bool IsSecure, string Raw);

/// <summary>
/// A real SMTP server as a process of its own, which does as the names of the recipients say
/// (<c>smtp/server.mjs</c>).
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<ReceivedMail> mails = Channel.CreateUnbounded<ReceivedMail>();
    private readonly TaskCompletionSource<int> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;
    private readonly Task reading;

    private MailServer(MailServerSettings settings)
    {
        var told = JsonSerializer.Serialize(settings, JsonSerializerOptions.Web);
        var info = new ProcessStartInfo("node", ["server.mjs", told])
        {
            WorkingDirectory = RepositoryFiles.PathOf("tests/ApprovalFlows.TestSupport/smtp"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        process = Process.Start(info)!;
        reading = ReadAsync();
    }

    public int Port { get; private set; }

    public int Connections { get; private set; }

    public static async Task<MailServer> StartAsync(
        MailServerSettings? settings = null, CancellationToken cancellation = default)
    {
        var server = new MailServer(settings ?? new MailServerSettings());
        server.Port = await server.listening.Task.WaitAsync(Patience, cancellation);
        return server;
    }

    /// <summary>The next one, as soon as it comes.</summary>
    public async Task<ReceivedMail> NextAsync(CancellationToken cancellation = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        return await mails.Reader.ReadAsync(limit.Token);
    }

    /// <summary>Ends it, and answers all that it got and nobody asked for yet, in its order.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> StopAsync()
    {
        process.StandardInput.Close();
        await reading.WaitAsync(Patience);
        await process.WaitForExitAsync();
        var got = new List<ReceivedMail>();
        while (mails.Reader.TryRead(out var mail)) got.Add(mail);
        return got;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var told = JsonElement.Parse(line);
            switch (told.GetProperty("event").GetString())
            {
                case "listening":
                    listening.SetResult(told.GetProperty("port").GetInt32());
                    break;
                case "connect":
                    Connections++;
                    break;
                case "mail":
                    mails.Writer.TryWrite(Of(told));
                    break;
                default:
                    break;
            }
        }

        listening.TrySetException(new InvalidOperationException("The mail server did not start."));
        mails.Writer.TryComplete();
    }

    private static ReceivedMail Of(JsonElement told) => new(
        told.GetProperty("fate").GetString()!,
        told.GetProperty("connection").GetInt32(),
        [.. told.GetProperty("to").EnumerateArray().Select(address => address.GetString()!)],
        told.GetProperty("user").GetString(),
        told.GetProperty("isSecure").GetBoolean(),
        Encoding.UTF8.GetString(told.GetProperty("raw").GetBytesFromBase64()));
}

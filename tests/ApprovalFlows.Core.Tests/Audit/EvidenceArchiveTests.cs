using System.IO.Compression;
using ApprovalFlows.Core.Audit.Export;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Verification;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Audit;

public sealed class EvidenceArchiveTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private EmployerFlow flow = null!;
    private string number = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder.Path, "case.zip");

    public async ValueTask InitializeAsync()
    {
        flow = await EmployerFlow.StartAsync(DatabaseKind.Sqlite);
        number = await flow.SubmitAsync();
        await flow.SubmitAsync();
        await flow.PassToTheEndAsync(number);
        await flow.Host.Get<AnchorJob>().RunAsync(cancellation: Cancellation);
        await ExportAsync("auditor");
    }

    public async ValueTask DisposeAsync()
    {
        await flow.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Verify_AnExportedCase_IsGood()
    {
        var report = await VerifyAsync();

        Assert.Empty(report.Problems);
        Assert.True(report is { Cases: 1, Anchors: 1 } && report.AnchoredEntries == report.Entries);
    }

    [Fact]
    public void Export_OfAnIssuedCase_HoldsAllThatVerifiesIt()
    {
        using var zip = ZipFile.OpenRead(File);

        var names = zip.Entries.Select(entry => entry.FullName).ToList();

        Assert.Superset(
            new HashSet<string>
            {
                "README.zh-CN.txt", "README.vi.txt", "README.en.txt", "case.json", "entries.json", "leaves.json",
                "anchors.json", "public-keys.json", "certificate.json", "manifest.json",
            },
            names.ToHashSet());
        Assert.Contains(names, name => name.StartsWith("attachments/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("case.json", "\"Title\"", "\"Titles\"")]
    [InlineData("entries.json", "accepted", "refused")]
    [InlineData("README.en.txt", "SHA-256", "MD5")]
    public async Task Verify_AFileChanged_NamesIt(string name, string old, string now)
    {
        Change(name, text => text.Replace(old, now, StringComparison.OrdinalIgnoreCase));

        var report = await VerifyAsync();

        Assert.Contains(report.Problems, problem =>
            problem.Kind == AuditProblemKind.FileEdited && problem.Place == name);
    }

    [Fact]
    public async Task Verify_AnEntryChanged_NamesTheEntry()
    {
        Change("entries.json", text => text.Replace("\"accepted\"", "\"refused\"", StringComparison.Ordinal));

        var report = await VerifyAsync();

        Assert.Contains(report.Problems, problem =>
            (problem.Kind, problem.Place) == (AuditProblemKind.Edited, number));
    }

    [Fact]
    public async Task Export_ByAReviewer_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => ExportAsync("window"));

        Assert.Equal(RuleKind.Forbidden, refusal.Kind);
    }

    private async Task ExportAsync(string user)
    {
        await using var target = new FileStream(File, FileMode.Create);
        await flow.Host.Work.RunAsync<EvidenceService>(
            await flow.ActorAsync(user),
            service => service.ExportAsync(number, target, Cancellation),
            Cancellation);
    }

    private void Change(string name, Func<string, string> change)
    {
        using var zip = ZipFile.Open(File, ZipArchiveMode.Update);
        string text;
        using (var reader = new StreamReader(zip.GetEntry(name)!.Open())) text = reader.ReadToEnd();
        var changed = change(text);
        Assert.NotEqual(text, changed);
        zip.GetEntry(name)!.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(changed);
    }

    private async Task<AuditReport> VerifyAsync()
    {
        var known = await flow.Host.ReadAsync<AppDbContext, List<AuditKey>>(
            db => db.AuditKeys.AsNoTracking().ToListAsync(Cancellation));
        using var keys = new PublicKeys(known.Select(PublicKeys.EntryOf));
        using var archive = EvidenceArchive.Open(File, keys);
        return await new AuditVerifier(archive, keys).RunAsync(Cancellation);
    }
}

using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Workflows.Execution;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Assessments;

/// <summary>Whoever reads a published result may object; what comes of it is told without who it was.</summary>
public abstract class PublicObjectionTests(DatabaseKind kind) : IAsyncLifetime
{
    private AssessmentFlow flow = null!;
    private string number = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        flow = await AssessmentFlow.StartAsync(kind);
        await flow.OpenAsync();
        number = await flow.ReportAsync();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return flow.DisposeAsync();
    }

    [Fact]
    public async Task Objection_BeforeInAndAfterTheTime_IsTakenInItOnly()
    {
        var early = await Assert.ThrowsAsync<RuleViolation>(() => flow.ObjectPubliclyAsync("police"));
        await flow.PublishAsync(number);
        flow.Inner.MoveTo("2026-01-14 23:59");
        var filed = await flow.ObjectPubliclyAsync("police");
        flow.Inner.MoveTo("2026-01-15 00:00");

        var late = await Assert.ThrowsAsync<RuleViolation>(() => flow.ObjectPubliclyAsync("police"));

        Assert.Equal((RuleKind.NotFound, "PublicityOver"), (early.Kind, late.Sentence.Key));
        Assert.Equal(1, await flow.ReadAsync(db => db.AssessmentObjections.CountAsync(Cancellation)));
        Assert.Equal(ObjectionState.Received, (await flow.AskAsync(filed.ToLowerInvariant()))!.State);
        Assert.Null(await flow.AskAsync(ObjectionNumber.Next()));
    }

    [Fact]
    public async Task Objections_SeveralAtOnce_AreAnsweredOneByOneBeforeTheResultIsFinal()
    {
        await flow.PublishAsync(number, 79);
        var (first, second) = (await flow.ObjectPubliclyAsync("police"), await flow.ObjectPubliclyAsync("park-office"));
        await flow.ObjectAsync("customs");
        var again = await Assert.ThrowsAsync<RuleViolation>(() => flow.ObjectAsync("customs"));
        flow.Inner.MoveTo("2026-01-15 09:00");

        Assert.Equal(0, (await flow.EndPublicityAsync()).Final);
        var silent = await Assert.ThrowsAsync<RuleViolation>(() => DecideAsync("take-up", "zone", "decline", " "));
        await DecideAsync("take-up", "zone", "decline", "未说明具体事实");
        await DecideAsync("take-up", "zone", "takeUp", null);
        Assert.Equal(ObjectionState.TakenUp, (await flow.AskAsync(second))!.State);
        await DecideAsync("objection", "hr-supervisor", "uphold", "异议属实");
        Assert.Equal(0, (await flow.EndPublicityAsync()).Final);
        await flow.ScoreAsync(number, "park", AssessmentFlow.Sheet("park-office"));
        await DecideAsync("objection", "hr-supervisor", "reject", "评分有据");

        Assert.Equal(1, (await flow.EndPublicityAsync()).Final);
        var result = await flow.ShowAsync("employer");
        Assert.Equal(["C", "B"], result.Grades.Select(row => row.Grade));
        Assert.Equal(
            [ObjectionState.NotTakenUp, ObjectionState.Upheld, ObjectionState.Rejected],
            result.Objections.Select(row => row.State));
        Assert.Equal("ObjectionIsOpen", again.Sentence.Key);
        Assert.Contains("opinion", silent.Errors.Keys);
        var answer = await flow.AskAsync(first);
        Assert.Equal((ObjectionState.NotTakenUp, "未说明具体事实"), (answer!.State, answer.Answer));
    }

    [Fact]
    public async Task Objector_ForWhoDecidesAndForOthers_IsKnownMaskedOrHidden()
    {
        await flow.PublishAsync(number);
        await flow.ObjectPubliclyAsync("police");

        var decides = await flow.ShowTaskAsync(number, "zone");
        var other = await flow.ShowTaskAsync(number, "customs");
        var owner = await flow.ShowTaskAsync(number, "employer");

        Assert.Equal(new Objector("黄秀英", "13977031234", null), decides!.By);
        Assert.Equal(new Objector("黄**", "139****1234", null), other!.By);
        Assert.Null(owner!.By);
        Assert.Equal(decides.Reason, owner.Reason);
        Assert.Equal(other.By, Assert.Single((await flow.ShowAsync("police")).Objections).By);
        Assert.Null(Assert.Single((await flow.ShowAsync("employer")).Objections).By);
        Assert.Empty((await flow.ShowAsync("")).Objections);
        var history = (await flow.Inner.ShowAsync(number)).History;
        Assert.Contains(history, entry => entry is { Action: "objectedPublicly", Reason: not null });
        Assert.DoesNotContain(history, entry => $"{entry.Actor}{entry.Reason}".Contains('黄', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answer_ToAMailAddress_IsInTheLanguageOfTheQuestionAndTheObjectorForgottenInTime()
    {
        await flow.PublishAsync(number);
        var asked = await flow.ObjectPubliclyAsync("police", "hoa@example.vn", "vi");
        await flow.ObjectPubliclyAsync("police");
        await DecideAsync("take-up", "zone", "decline", "Không nêu sự việc");
        await DecideAsync("take-up", "zone", "decline", "同上");

        var mail = Assert.Single(await flow.ReadAsync(db => db.Outbox
            .Where(row => row.Kind == OutboxWork.MailKind && row.Payload.Contains("hoa@example.vn"))
            .ToListAsync(Cancellation)));
        flow.Inner.Clock.Advance(TimeSpan.FromDays(150));
        var early = await ForgetAsync();
        flow.Inner.Clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal((0, 2), (early, await ForgetAsync()));
        using var payload = System.Text.Json.JsonDocument.Parse(mail.Payload);
        var text = payload.RootElement.GetProperty("Body").GetString()!;
        Assert.Contains("Ý kiến phản đối của Ông/Bà đã có câu trả lời", text, StringComparison.Ordinal);
        Assert.Contains("Không nêu sự việc", text, StringComparison.Ordinal);
        Assert.Contains(asked, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tin nhắn", text, StringComparison.Ordinal);
        Assert.All(
            await flow.ReadAsync(db => db.AssessmentObjections.ToListAsync(Cancellation)),
            row => Assert.Equal((null, null, null), (row.ObjectorName, row.ObjectorPhone, row.ObjectorMail)));
        Assert.Equal("Không nêu sự việc", (await flow.AskAsync(asked))!.Answer);
    }

    private async Task DecideAsync(string step, string user, string outcome, string? opinion)
    {
        var task = await flow.Inner.OpenTaskAsync(number);
        Assert.Equal(step, task.StepId);
        await flow.Inner.DecideAsync(task, user, outcome, opinion);
    }

    private async Task<int> ForgetAsync() =>
        (await flow.Inner.Host.Get<RetentionJob>().RunAsync(Cancellation)).Objectors;
}

public sealed class PublicObjectionOnSqliteTests() : PublicObjectionTests(DatabaseKind.Sqlite);

public sealed class PublicObjectionOnPostgresTests() : PublicObjectionTests(DatabaseKind.PostgreSql);

/// <summary>What is handed in is looked at whole before anything is kept.</summary>
public sealed class PublicObjectionFormTests
{
    private static readonly PublicObjection Right =
        new("police", "宿舍三月起住满，登记却少十二人。", "黄秀英", "139 7703 1234", "huang@example.cn", "zh-CN");

    [Fact]
    public void Checked_OfWhatIsRight_IsClean()
    {
        var clean = (Right with { Name = "  Nguyễn Thị Hoa ", Mail = "" }).Checked();

        Assert.Equal(("Nguyễn Thị Hoa", "13977031234", null), (clean.Name, clean.Phone, clean.Mail));
    }

    [Theory]
    [InlineData("", "宿舍三月起住满，登记却少十二人。", "139", "", "name", "phone")]
    [InlineData("12", "短", "", "", "name", "phone", "reason")]
    [InlineData("黄秀英", "宿舍三月起住满，\0登记却少十二人。", "", "nobody", "mail", "reason")]
    [InlineData("黄\u202E秀英", "宿舍三月起住满，登记却少十二人。", "", "a@b.cn", "name")]
    public void Checked_OfWhatIsWrong_NamesAllOfIt(
        string name, string reason, string phone, string mail, params string[] fields)
    {
        var wrong = Right with { Name = name, Reason = reason, Phone = phone, Mail = mail };

        var refusal = Assert.Throws<RuleViolation>(wrong.Checked);

        Assert.Equal(fields, refusal.Errors.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Number_HoweverItIsTyped_IsTheSame()
    {
        var number = ObjectionNumber.Next();

        Assert.Equal(number, ObjectionNumber.Read($" {number.Replace("-", " ").ToLowerInvariant()}"));
        Assert.NotEqual(number, ObjectionNumber.Next());
        Assert.Null(ObjectionNumber.Read(number[1..]));
        Assert.Null(ObjectionNumber.Read(new string('A', 4000)));
    }
}

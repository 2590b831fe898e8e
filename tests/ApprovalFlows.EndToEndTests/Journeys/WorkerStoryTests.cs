using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;
using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

/// <summary>
/// A firm's certificate, its roster and the papers of its workers on the pages of all who have to do with them: until
/// the lamps are green, and what an exit, an early end and a suspension change about that.
/// </summary>
public sealed class WorkerStoryTests(StorySystem story) : Journey(story.System), IClassFixture<StorySystem>
{
    private const int Rows = 200;
    private const int Bad = 10;
    private const int Handful = 5;
    private const string Green = "绿灯：齐备";

    private readonly Dictionary<string, IPage> people = [];

    private static DateOnly Today =>
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    [Fact]
    public async Task Firm_FromItsCertificateToAllPapersAndOn_SeesWhoIsInOrderAndWhy()
    {
        var certificate = await CertifyAsync();
        var workers = await RegisterAsync(new SeededRoster(seed: 7_077, Today, Rows, Bad));
        await GivePapersAsync(workers);
        await SeeGreenAsync();

        await LeaveAndComeBackAsync(workers[0]);
        await EndPolicyEarlyAsync(workers[1]);
        await SuspendAndReinstateAsync(certificate, workers);
    }

    // The application's form has a journey of its own; here the offices' inboxes.
    private async Task<string> CertifyAsync()
    {
        using var firm = new ApiUser(new HttpClient { BaseAddress = System.Address });
        await firm.SignInAsync("employer", Cancellation);
        var number = await firm.ApplyAsync(Today, Cancellation);
        string[] words = ["受理", "同意", "同意", "同意", "核发"];
        foreach (var (turn, outcome) in EmployerApplication.Turns.Zip(words))
        {
            var office = await PersonAsync(turn.UserName);
            await office.OpensTaskAsync(number);
            await office.DecidesAsync(outcome, "材料齐全，符合规定。");
        }

        var file = (await firm.ReadCaseAsync(number, Cancellation)).MustSucceed();
        return file.GetProperty("certificate").GetProperty("number").GetString()!;
    }

    private async Task<List<SeededWorker>> RegisterAsync(SeededRoster roster)
    {
        var clerk = await PersonAsync("employer");
        await clerk.UploadsRosterAsync(roster.File);

        await clerk.Sees($"新登记 {Rows - Bad}").ToBeVisibleAsync();
        await clerk.Sees($"未登记 {Bad}").ToBeVisibleAsync();
        var told = await clerk.Locator("table").First.Locator("tbody tr td:first-child").AllInnerTextsAsync();
        Assert.Equal(roster.Mistakes.Select(mistake => mistake.Split(' ')[0]), told.Distinct());
        await AssertGoodPageAsync(clerk);
        return await OfFirstPageAsync(clerk, roster);
    }

    // Of those who came at the same moment nobody is the first: five whom the workspace shows.
    private static async Task<List<SeededWorker>> OfFirstPageAsync(IPage clerk, SeededRoster roster)
    {
        await clerk.GoesToAsync("企业工作台");
        var shown = await clerk.GetByRole(AriaRole.Main).GetByRole(AriaRole.Row).GetByRole(AriaRole.Link)
            .AllInnerTextsAsync();
        var known = roster.Good.CountBy(worker => worker.Name).Where(name => name.Value == 1)
            .Select(name => name.Key).ToHashSet();
        return [.. roster.Good.Where(row => shown.Contains(row.Name) && known.Contains(row.Name)).Take(Handful)];
    }

    private async Task GivePapersAsync(List<SeededWorker> workers)
    {
        var forms = new WorkerApplications(Today);
        var health = forms.Health();
        health["slot"] = $"{Iso(Today.AddDays(1))}T09:30";
        await ApplyAsync("健康检查预约", health, workers);
        await DecideAsync("health-check", "customs:identified physician:fit customs:issue");
        await ApplyAsync("聘用境外边民劳动协议书登记", forms.Agreement(), workers);
        await DecideAsync("labour-agreement", "window:confirm hr:register");
        await InsureAsync(forms.Insurance(), workers);
        await DecideAsync("insurance", "window:register");
        await ApplyAsync("停留证件申请", forms.Stay(), workers);
        await DecideAsync("stay-permit", "police-window:accept police:grant");
        await ApplyAsync("临时住宿登记", forms.Residence(), workers);
        await DecideAsync("residence-registration", "station:register");
        await ApplyAsync("境外边民入境务工证申请", forms.Permit(), workers);
        await DecideAsync("worker-permit", "window:accept hr:approve hr-issuer:issue");
    }

    private async Task ApplyAsync(string matter, JsonObject values, List<SeededWorker> workers)
    {
        var clerk = await PersonAsync("employer");
        await clerk.OpensBatchAsync(matter);
        await clerk.TicksAsync(workers.Select(worker => worker.Name));
        await clerk.Sees($"已勾选 {Handful} 人").ToBeVisibleAsync();
        await clerk.FillsSharedAsync(values);
        await clerk.AttachesAsync();
        await clerk.ChecksRowsAsync(Handful, 0);
        await clerk.SendsRowsAsync(Handful);
    }

    // A table, with a row for somebody whom nobody knows: the others are not held up by it.
    private async Task InsureAsync(JsonObject values, List<SeededWorker> workers)
    {
        var clerk = await PersonAsync("employer");
        await clerk.OpensBatchAsync("务工人员保险登记");
        await AssertGoodPageAsync(clerk);
        var rows = new StringBuilder("务工人员,意外伤害：保单号,工伤（医疗）：保单号\n").AppendJoin(
            '\n', workers.Select(row => row.Pass).Append("GTH-000").Select(pass => $"{pass},YW-{pass},GS-{pass}"));
        await clerk.ChoosesRowsAsync(Encoding.UTF8.GetBytes(rows.ToString()));
        await clerk.FillsSharedAsync(values);
        await clerk.AttachesAsync();
        await clerk.ChecksRowsAsync(Handful, 1);
        var bad = clerk.GetByRole(AriaRole.Row, new() { Name = "GTH-000" });
        await Assertions.Expect(bad).ToContainTextAsync("务工人员");
        await AssertGoodPageAsync(clerk);
        await clerk.SetViewportSizeAsync(390, 844);
        await AssertGoodPageAsync(clerk);
        await clerk.SetViewportSizeAsync(1440, 900);
        await clerk.SendsRowsAsync(Handful);
    }

    private async Task DecideAsync(string flow, string decisions)
    {
        foreach (var decision in decisions.Split(' '))
        {
            var (user, outcome) = (decision.Split(':')[0], decision.Split(':')[1]);
            var office = await PersonAsync(user);
            await office.DecidesAllAsync(flow, outcome, Handful);
        }
    }

    private async Task SeeGreenAsync()
    {
        var clerk = await PersonAsync("employer");
        await clerk.GoesToAsync("企业工作台");
        var green = clerk.GetByRole(AriaRole.Row).Filter(new() { HasText = Green });
        await Assertions.Expect(green).ToHaveCountAsync(Handful);
        await AssertGoodPageAsync(clerk);
    }

    private async Task LeaveAndComeBackAsync(SeededWorker worker)
    {
        var border = await PersonAsync("border");
        await border.RecordsCrossingAsync(worker.Pass, "出境");
        await border.Sees("停留证件随之用完").ToBeVisibleAsync();
        await border.RecordsCrossingAsync(worker.Pass, "入境");
        await border.Sees("已登记。").ToBeVisibleAsync();

        var police = await PersonAsync("police");
        await police.GotoAsync("/desk");
        await Assertions.Expect(police.Locator("#f-worker")).ToBeFocusedAsync();
        await police.Keyboard.TypeAsync(worker.Pass);
        await police.Keyboard.PressAsync("Enter");
        await police.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = worker.Name }).ClickAsync();
        var stay = police.Locator(".paper-card").Filter(new() { HasText = "已使用" });
        await Assertions.Expect(stay).ToHaveCountAsync(1);
        await Assertions.Expect(stay).ToContainTextAsync("再次入境须重新申请");
        await AssertGoodPageAsync(police);
    }

    private async Task EndPolicyEarlyAsync(SeededWorker worker)
    {
        var issuer = await PersonAsync("hr-issuer");
        await issuer.GotoAsync($"/certificates/GS-{worker.Pass}/acts/cancellation");
        await issuer.ConfirmsAsync("注销", Today.AddDays(21));

        await issuer.SeesTitle(worker.Name).ToBeVisibleAsync();
        await issuer.Sees("黄灯").ToBeVisibleAsync();
        await issuer.Sees("工伤（医疗）保险缺口：").ToBeVisibleAsync();
    }

    private async Task SuspendAndReinstateAsync(string certificate, List<SeededWorker> workers)
    {
        var clerk = await PersonAsync("employer");
        var addresses = await AddressesAsync(clerk, workers);
        var before = await BoardsAsync(clerk, addresses);
        var issuer = await PersonAsync("hr-issuer");
        await issuer.GotoAsync($"/certificates/{certificate}");
        await issuer.ChoosesActAsync("暂停");
        await issuer.Sees($"将影响{Handful}名务工人员").ToBeVisibleAsync();
        foreach (var address in addresses)
            await Assertions.Expect(issuer.Locator($"main a[href='{address}']").First).ToBeVisibleAsync();
        await AssertGoodPageAsync(issuer);
        await issuer.ConfirmsAsync("暂停");
        await issuer.SeesReasonAsync();

        Assert.All(await BoardsAsync(clerk, addresses), board => Assert.Contains("红灯", board));
        await issuer.ChoosesActAsync("恢复");
        await issuer.ConfirmsAsync("恢复");
        await Assertions.Expect(issuer.GetByRole(AriaRole.Link, new() { Name = "暂停" })).ToBeVisibleAsync();

        Assert.Equal(before, await BoardsAsync(clerk, addresses));
    }

    private static async Task<List<string>> AddressesAsync(IPage clerk, List<SeededWorker> workers)
    {
        await clerk.GotoAsync("/workspace");
        List<string> addresses = [];
        foreach (var worker in workers)
        {
            addresses.Add((await clerk.GetByRole(AriaRole.Main)
                .GetByRole(AriaRole.Link, new() { Name = worker.Name }).GetAttributeAsync("href"))!);
        }

        return addresses;
    }

    // What each worker's page says, word by word.
    private static async Task<List<string>> BoardsAsync(IPage clerk, List<string> addresses)
    {
        List<string> boards = [];
        foreach (var address in addresses)
        {
            await clerk.GotoAsync(address);
            boards.Add(await clerk.Locator("section.papers").InnerTextAsync());
        }

        return boards;
    }

    private async Task<IPage> PersonAsync(string userName)
    {
        if (people.TryGetValue(userName, out var known)) return known;
        var page = await VisitAsync(Screen.Desk);
        await page.SignsInAsync(userName);
        return people[userName] = page;
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

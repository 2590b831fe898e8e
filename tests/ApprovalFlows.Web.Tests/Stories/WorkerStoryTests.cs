using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Stories;

/// <summary>
/// The life of a firm's workers and their papers through the outer contract: certificate, roster, all papers in
/// batches, green lamps; then an exit, a policy that ends early, a suspension and its end. STORY_WORKERS says for
/// how many of the 190; all of them take a minute and more.
/// </summary>
public sealed class WorkerStoryTests : IAsyncLifetime
{
    private const int Rows = 200;
    private const int Bad = 10;
    private const int SlotCapacity = 6;
    private const int DefaultWorkers = 20;

    private readonly Town town = new();

    private static int Count => int.TryParse(
        Environment.GetEnvironmentVariable("STORY_WORKERS"), CultureInfo.InvariantCulture, out var count)
            ? Math.Clamp(count, 3, Rows - Bad)
            : DefaultWorkers;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Firm_FromItsRosterToAllPapersAndOn_IsToldWhoIsInOrderAndWhy()
    {
        var certificate = await town.CertifyEmployerAsync(Rows);
        var roster = new SeededRoster(seed: 20_260_301, town.Today, Rows, Bad);
        var people = await RegisterAsync(roster);

        await GivePapersAsync(people);
        var before = await BoardsAsync(people);
        Assert.All(before, board => Assert.Equal("green", board.GetProperty("lamp").GetString()));

        await LeaveAsync(people[0]);
        await EndPolicyEarlyAsync(people[1]);
        await SuspendAndReinstateAsync(certificate, people);
    }

    private async Task<List<Person>> RegisterAsync(SeededRoster roster)
    {
        var told = await town.UploadRosterAsync(roster);

        Assert.Equal(
            (Rows - Bad, Bad), (told.GetProperty("created").GetInt32(), told.GetProperty("refused").GetInt32()));
        var rows = told.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(
            roster.Mistakes,
            rows.Where(row => TextOf(row, "outcome") == "refused").Select(row => string.Create(
                CultureInfo.InvariantCulture,
                $"{row.GetProperty("row").GetInt32()} {TextOf(row.GetProperty("errors")[0], "field")}")));
        return [.. rows.Where(row => TextOf(row, "outcome") == "created")
            .Zip(roster.Good, (row, worker) => new Person(row.GetProperty("workerId").GetGuid(), worker))
            .Take(Count)];
    }

    private async Task GivePapersAsync(List<Person> people)
    {
        var forms = new WorkerApplications(town.Today);
        await DecideAsync(
            await town.ApplyAsync("health-check", forms.Health(), Slots(people)), people,
            "customs:identified physician:fit customs:issue");
        await DecideAsync(
            await town.ApplyAsync("labour-agreement", forms.Agreement(), workers: Ids(people)), people,
            "window:confirm hr:register");
        await DecideAsync(
            await town.ApplyAsync("insurance", forms.Insurance(), Policies(people)), people, "window:register");
        await DecideAsync(
            await town.ApplyAsync("stay-permit", forms.Stay(), workers: Ids(people)), people,
            "police-window:accept police:grant");
        await DecideAsync(
            await town.ApplyAsync("residence-registration", forms.Residence(), workers: Ids(people)), people,
            "station:register");
        var permits = await town.ApplyAsync("worker-permit", forms.Permit(), workers: Ids(people));
        var again = await town.ApplyAsync("worker-permit", forms.Permit(), workers: Ids(people));
        Assert.Equal(
            (people.Count, 0), (again.GetProperty("known").GetInt32(), again.GetProperty("sent").GetInt32()));
        await DecideAsync(permits, people, "window:accept hr:approve hr-issuer:issue");
    }

    private async Task DecideAsync(JsonElement batch, List<Person> people, string decisions)
    {
        Assert.Equal(people.Count, batch.GetProperty("sent").GetInt32());
        foreach (var decision in decisions.Split(' '))
        {
            var (user, outcome) = (decision.Split(':')[0], decision.Split(':')[1]);
            await town.DecideAllAsync(TextOf(batch, "flow")!, user, outcome, people.Count);
        }
    }

    // One exit uses the stay permit up; the board says what is next.
    private async Task LeaveAsync(Person person)
    {
        var exit = new
        {
            documentKind = "TX",
            documentNumber = person.Worker.Pass,
            direction = "exit",
            at = town.Now,
            port = "dongxing",
        };
        await town.PostAsync("border", "/api/crossings", exit);

        var stay = (await BoardAsync(person)).GetProperty("slots").EnumerateArray()
            .Single(slot => TextOf(slot, "slot") == "stay");
        Assert.Equal(("usedUp", "stay-permit"), (TextOf(stay, "state"), TextOf(stay, "flow")));
        Assert.NotEmpty(TextOf(stay, "next")!);
    }

    private async Task EndPolicyEarlyAsync(Person person)
    {
        await ActAsync($"GS-{person.Worker.Pass}", "cancellation", town.Today.AddDays(21));

        var board = await BoardAsync(person);
        Assert.Equal("amber", TextOf(board, "lamp"));
        var gap = Assert.Single(board.GetProperty("gaps").EnumerateArray());
        Assert.Equal(
            (Iso(town.Today.AddDays(21)), Iso(town.Today.AddDays(170))), (TextOf(gap, "from"), TextOf(gap, "to")));
    }

    private async Task SuspendAndReinstateAsync(string certificate, List<Person> people)
    {
        var before = (await BoardsAsync(people)).ConvertAll(board => board.GetRawText());

        Assert.Equal(Ids(people).Order(), await PreviewAsync(certificate, people.Count));
        await ActAsync(certificate, "suspension");
        Assert.All(await BoardsAsync(people), board => Assert.Equal("red", TextOf(board, "lamp")));
        await ActAsync(certificate, "reinstatement");

        Assert.Equal(before, (await BoardsAsync(people)).ConvertAll(board => board.GetRawText()));
    }

    private async Task<IEnumerable<Guid>> PreviewAsync(string certificate, int workers)
    {
        var held = new HashSet<Guid>();
        for (var page = 1; ; page++)
        {
            var found = await town.AskAsync(
                "hr-issuer",
                $"/api/certificates/{certificate}/consequences?act=suspension&page={page}&pageSize=100");
            Assert.Equal(workers, found.GetProperty("workers").GetInt32());
            var items = found.GetProperty("items").EnumerateArray().ToList();
            if (items.Count == 0) return held.Order();
            held.UnionWith(items.Select(item => item.GetProperty("workerId").GetGuid()));
        }
    }

    private async Task ActAsync(string number, string act, DateOnly? from = null) => await town.PostAsync(
        "hr-issuer", $"/api/certificates/{number}/{act}", new { reason = "限期整改", from });

    private async Task<List<JsonElement>> BoardsAsync(List<Person> people)
    {
        List<JsonElement> boards = [];
        foreach (var person in people) boards.Add(await BoardAsync(person));
        return boards;
    }

    private Task<JsonElement> BoardAsync(Person person) => town.AskAsync("window", $"/api/workers/{person.Id}/papers");

    // As a spreadsheet of the firm would have it: whom by the number of the pass, when by the half hour.
    private byte[] Slots(List<Person> people)
    {
        var text = new StringBuilder("务工人员,预约时间\n");
        foreach (var (index, person) in people.Index())
        {
            var at = town.Today.AddDays(1).ToDateTime(new TimeOnly(6, 0)).AddMinutes(30 * (index / SlotCapacity));
            text.Append(person.Worker.Pass).Append(',')
                .Append(at.ToString("yyyy/M/d H:mm", CultureInfo.InvariantCulture)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<JsonObject> Policies(List<Person> people) => people.Select(person => new JsonObject
    {
        ["worker"] = person.Worker.Pass,
        ["accidentPolicy"] = $"YW-{person.Worker.Pass}",
        ["injuryPolicy"] = $"GS-{person.Worker.Pass}",
    });

    private static IEnumerable<Guid> Ids(List<Person> people) => people.Select(person => person.Id);

    private static string? TextOf(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Person(Guid Id, SeededWorker Worker);
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ApprovalFlows.EndToEndTests.Fuzzing;

/// <summary>
/// Sends requests at random and keeps whatever no request may lead to: a fault, an answer that tells of the
/// program's inside, an answer that takes too long.
/// </summary>
internal sealed partial class Fuzzer(
    IReadOnlyList<FuzzPerson> people, IReadOnlyList<Operation> operations, Guesses guesses)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly string[] ContentTypes =
        ["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "x"];

    // Whoever shuts accounts, changes passwords or ends sessions only ends his own search.
    private static readonly string[] Spared =
        ["/account", "/account/second-factor", "/accounts", "/accounts/{id}", "/sign-in", "/sign-out"];

    public List<string> Findings { get; } = [];

    public SortedDictionary<int, int> Statuses { get; } = [];

    public async Task RunAsync(int count, CancellationToken cancellation)
    {
        for (var sent = 0; sent < count;)
        {
            var operation = guesses.One(operations);
            var person = PersonFor(operation);
            var address = Address(operation);
            var (status, text) = await AskAsync(person, operation, address, cancellation);
            sent++;
            if (operation.IsPage && status == 200 && guesses.Chance(50) && !Spared.Contains(operation.Path))
                sent += await PostFormAsync(person, operation, address, text, cancellation);
        }
    }

    // Mostly somebody who gets further than to the door.
    private FuzzPerson PersonFor(Operation operation)
    {
        var welcome = people.Where(person => operation.LetIn.Contains(person.Name ?? "")).ToList();
        return welcome.Count > 0 && guesses.Chance(80) ? guesses.One(welcome) : guesses.One(people);
    }

    private async Task<(int Status, string Text)> AskAsync(
        FuzzPerson person, Operation operation, string address, CancellationToken cancellation)
    {
        var body = operation.HasBody ? guesses.Body(operation) : null;
        var type = guesses.Chance(95) ? "application/json" : guesses.One(ContentTypes);
        var key = guesses.Chance(3) ? guesses.Short() : null;
        var (status, text) = await JudgeAsync(person, operation, operation.ToString(), body, () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Parse(operation.Method), address);
            if (operation.IsPage) request.Headers.Add("X-Page", "1");
            if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
            if (body is null) return request;
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            return request;
        }, cancellation);
        if (status == 422) LearnFields(operation, text);
        if (status is not (302 or 401 or 403)) operation.LetIn.Add(person.Name ?? "");
        if (status == 401 && person.Name is not null && operation.Path != "/elsa/api/identity/login"
            && operation.Path != "/api/sign-in") await person.SignInAsync(cancellation);
        return (status, text);
    }

    // As a browser would, with the form's own token; but what is typed is nonsense.
    private async Task<int> PostFormAsync(
        FuzzPerson person, Operation page, string address, string html, CancellationToken cancellation)
    {
        using var document = await new HtmlParser().ParseDocumentAsync(html, cancellation);
        var forms = document.Forms.Where(form => form.Method == "post" && form.Closest("header") is null).ToList();
        if (forms.Count == 0) return 0;
        var chosen = guesses.One(forms);
        var buttons = chosen.QuerySelectorAll("button[name]").OfType<IHtmlButtonElement>().ToList();
        var fields = chosen.Elements.OfType<IHtmlElement>().SelectMany(Filled).ToList();
        if (buttons.Count > 0 && guesses.One(buttons) is var button) fields.Add(new(button.Name!, button.Value ?? ""));
        var target = chosen.GetAttribute("action") is { Length: > 0 } action ? action : address;
        var body = await new FormUrlEncodedContent(fields).ReadAsByteArrayAsync(cancellation);
        await JudgeAsync(person, page, $"POST {page.Path} (form)", body, () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
            request.Headers.Add("X-Page", "1");
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
            return request;
        }, cancellation);
        return 1;
    }

    private IEnumerable<KeyValuePair<string, string>> Filled(IHtmlElement element) => element switch
    {
        IHtmlInputElement { Type: "hidden", Name: { } name } input when name.StartsWith('_')
            => [new(name, input.Value)],
        IHtmlInputElement { Name: { Length: > 0 } name } input => [new(name, Typed(input.Value))],
        IHtmlSelectElement { Name: { Length: > 0 } name } select =>
            [new(name, Typed(select.Options.Length > 0 ? guesses.One(select.Options.ToList()).Value : ""))],
        IHtmlTextAreaElement { Name: { Length: > 0 } name } area => [new(name, Typed(area.Value))],
        _ => [],
    };

    private string Typed(string held) => held.Length > 0 && guesses.Chance(60) ? held
        : guesses.Text() is { Length: > 20_000 } text ? text[..20_000] : guesses.Text();

    private async Task<(int Status, string Text)> JudgeAsync(
        FuzzPerson person,
        Operation operation,
        string name,
        byte[]? body,
        Func<HttpRequestMessage> create,
        CancellationToken cancellation)
    {
        (HttpStatusCode Status, string Text, TimeSpan Time) sent;
        try
        {
            sent = await SendAsync(person, create, cancellation);
        }
        catch (HttpRequestException broken)
        {
            Findings.Add($"{name}: {broken.Message}\n  {person.Name} {Show(create, body)}");
            return (0, "");
        }

        var (answer, text, time) = sent;
        // A machine may stand still for a moment; a slow operation is slow again.
        if (time > Patience) (answer, text, time) = await SendAsync(person, create, cancellation);
        var status = (int)answer;
        Statuses[status] = Statuses.GetValueOrDefault(status) + 1;
        var wrong = status >= 500 ? "is a fault"
            : Inside().IsMatch(text) ? "tells of the program's inside"
            : time > Patience ? $"took {time.TotalSeconds:F1} s"
            : null;
        if (wrong is not null)
            Findings.Add($"{name}: {status} {wrong}\n  {person.Name} {Show(create, body)}\n  {Head(text)}");

        guesses.Learn(operation.Matter, text);
        return (status, text);
    }

    private static async Task<(HttpStatusCode Status, string Text, TimeSpan Time)> SendAsync(
        FuzzPerson person, Func<HttpRequestMessage> create, CancellationToken cancellation)
    {
        using var request = create();
        var begun = TimeProvider.System.GetTimestamp();
        using var answer = await person.SendAsync(request, cancellation);
        var time = TimeProvider.System.GetElapsedTime(begun);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation), time);
    }

    private string Address(Operation operation)
    {
        var path = Parameter().Replace(operation.Path, _ => guesses.Segment(operation.Matter));
        var query = operation.Query.Where(_ => guesses.Chance(40))
            .Select(name => $"{Uri.EscapeDataString(name)}={guesses.Short()}").ToList();
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    private static void LearnFields(Operation operation, string answer)
    {
        if (!answer.StartsWith('{')) return;
        var problem = JsonElement.Parse(answer);
        if (!problem.TryGetProperty("errors", out var errors)) return;
        foreach (var error in errors.EnumerateObject().Where(error => Name().IsMatch(error.Name) && error.Name != "zz"))
            operation.Fields.Add(error.Name);
    }

    private static string Show(Func<HttpRequestMessage> create, byte[]? body)
    {
        using var request = create();
        return $"{request.RequestUri}\n  {Head(body is null ? "" : Encoding.UTF8.GetString(body), 600)}";
    }

    private static string Head(string text, int length = 300) => text.Length <= length ? text : text[..length];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9]{0,30}$")]
    private static partial Regex Name();

    [GeneratedRegex(
        @"\bat [A-Z]\w+(\.\w+)+\(|SqliteException|Npgsql\.|System\.\w+Exception|DbUpdateException|StackTrace")]
    private static partial Regex Inside();
}

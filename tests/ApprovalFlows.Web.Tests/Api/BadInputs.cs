using System.Text;
using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;
using static ApprovalFlows.Web.Tests.Api.BadInput;

namespace ApprovalFlows.Web.Tests.Api;

/// <summary>Wrong requests of every kind that a client, a typist or an attacker sends.</summary>
public static class BadInputs
{
    private const int Megabyte = 1024 * 1024;
    private static readonly byte[] Pdf = EmployerApplication.Pdf("bad input");

    public static IReadOnlyDictionary<string, BadInput> All { get; } =
        FormValues().Concat(Shapes()).Concat(Bodies()).Concat(Files()).Concat(Reviews()).Concat(Addresses())
            .ToDictionary(input => input.Name);

    private static IEnumerable<BadInput> FormValues() =>
    [
        Value("credit code, wrong check character", "unifiedSocialCreditCode", "\"91450681MA0TEXT12C\""),
        Value("credit code with an S", "unifiedSocialCreditCode", "\"91450681MA0TEST12B\""),
        Value("credit code, 17 characters", "unifiedSocialCreditCode", "\"91450681MA0TEXT12\""),
        Value("identity number, wrong check digit", "legalRepresentativeId", "\"450681199001010013\""),
        Value("identity number, born 29 February 1900", "legalRepresentativeId", "\"450603190002290020\""),
        Value("identity number, born 1880", "legalRepresentativeId", "\"440524188001010014\""),
        Value("no posts", "posts", "[]"),
        Value("101 posts", "posts", ManyPosts(101)),
        Value("post for nobody", "posts.0.count", "0", "posts[0].count"),
        Value("post for fewer than nobody", "posts.0.count", "-3", "posts[0].count"),
        Value("post for half a person", "posts.0.count", "1.5", "posts[0].count"),
        Value("post for a word", "posts.0.count", "\"many\"", "posts[0].count"),
        Value("post for too many digits", "posts.0.count", "99999999999999999999999999", "posts[0].count"),
        Value("two posts of one code", "posts.1.code", "\"A1\"", "posts[1].code"),
        Value("wage below the minimum", "posts.1.monthlyWage", "100", "posts[1].monthlyWage"),
        Value("unknown column", "posts.0.colour", "\"red\"", "posts[0].colour"),
        Value("headcount is not the sum", "headcount", "31"),
        Value("fewer beds than workers", "beds", "29"),
        Value("unknown park", "park", "\"moon\""),
        Value("area outside the pilot", "areaCode", "\"450621100\""),
        Value("area that does not exist", "areaCode", "\"450699999\""),
        Value("route of another park", "route", "\"R1\""),
        Value("route that does not exist", "route", "\"R3\""),
        Value("period that ends before it begins", "periodEnd", "\"2026-03-01\""),
        Value("30 February", "periodStart", "\"2026-02-30\""),
        Value("date in another notation", "periodStart", "\"01.04.2026\""),
        Value("begin in the year 1026", "periodStart", "\"1026-04-01\""),
        Value("telephone number of five digits", "contactPhone", "\"12345\""),
        Value("commitment not given", "commitment", "false"),
        Value("capital beyond every number", "registeredCapital", "1e400"),
        Value("capital below zero", "registeredCapital", "-1"),
        Value("name missing", "enterpriseName", null),
        Value("name of blanks", "enterpriseName", "\"  \\u3000 \""),
        Value("name with a null character", "enterpriseName", "\"a\\u0000b\""),
        Value("name that turns the direction of writing", "enterpriseName", "\"a\\u202Eb\""),
        Value("name of 101 characters", "enterpriseName", $"\"{new string('东', 101)}\""),
        Value("unknown field", "nickname", "\"x\""),
    ];

    private static IEnumerable<BadInput> Shapes() =>
    [
        Value("array for a text", "enterpriseName", "[\"a\"]"),
        Value("object for a text", "enterpriseName", "{\"a\":1}"),
        Value("number for a text", "enterpriseName", "7"),
        Value("object for a list", "posts", "{}"),
        Value("text for a list", "posts", "\"many\""),
        Value("number for a row", "posts", "[7]", "posts[0]"),
        Value("one for yes", "commitment", "1"),
        Value("values nested too deep", "enterpriseName", "{\"a\":{\"a\":{\"a\":{\"a\":1}}}}", "values"),
        Application("values as a list", "values", body => body["values"] = new JsonArray()),
        Application("values missing", "values", body => body.Remove("values")),
        Application("values null", "values", body => body["values"] = null),
        Application("field beside values", "extra", body => body["extra"] = 1),
        Application("attachments as a list", "attachments", body => body["attachments"] = new JsonArray()),
        Application("attachment missing", "attachments.rulesSafety", body =>
            body["attachments"]!.AsObject().Remove("rulesSafety")),
        Slot("unknown slot", "holidayPhotos", stage =>
            stage.Body["attachments"]!["rulesSafety"]!.ToJsonString()),
        Slot("slot without a list", "businessLicence", _ => "\"text\""),
        Slot("attachment of no id", "businessLicence", _ => "[\"nonsense\"]"),
        Slot("attachment by number", "businessLicence", _ => "[7]"),
        Slot("attachment that does not exist", "businessLicence", _ => $"[\"{Guid.CreateVersion7()}\"]"),
        Slot("attachment of somebody else", "businessLicence", stage => $"[\"{stage.FileOfAnother}\"]"),
        Slot(
            "sixty attachments",
            "businessLicence",
            _ => $"[{string.Join(',', Enumerable.Range(0, 60).Select(_ => $"\"{Guid.CreateVersion7()}\""))}]",
            "attachments"),
    ];

    private static IEnumerable<BadInput> Bodies() =>
    [
        Text("empty body", ""),
        Text("body of blanks", "  \n "),
        Text("body cut short", "{\"values\":{\"enterpriseName\":\"东兴"),
        Text("body as a list", "[]"),
        Text("body as a text", "\"values\""),
        Text("body null", "null"),
        Text("body of XML", "<values/>"),
        Text("comment in the body", "{\"values\":{} /* none */}"),
        Text("comma at the end", "{\"values\":{},}"),
        Text("two bodies", "{\"values\":{}}{\"values\":{}}"),
        Text("not a number", "{\"values\":{\"registeredCapital\":NaN}}"),
        Text("infinite", "{\"values\":{\"registeredCapital\":-Infinity}}"),
        Text("one name twice", "{\"values\":{\"beds\":1,\"beds\":2}}"),
        Text("one name twice at the top", "{\"values\":{},\"values\":{}}"),
        Text("half a surrogate pair", "{\"values\":{\"enterpriseName\":\"\\uD800\"}}"),
        Text("half a surrogate pair as a name", "{\"values\":{\"\\uDC00\":1}}"),
        Text("a hundred levels deep", new string('[', 100).Insert(0, "{\"values\":") + new string(']', 100) + "}"),
        Bytes("invalid UTF-8", 400, _ => [.. "{\"values\":{\"enterpriseName\":\""u8, 0xC3, 0x28, .. "\"}}"u8]),
        Bytes("UTF-16", 400, _ => Encoding.Unicode.GetBytes("{\"values\":{}}")),
        Bytes("10 MB of JSON", 413, _ =>
            Encoding.UTF8.GetBytes($$$"""{"values":{"enterpriseName":"{{{new string('a', 10 * Megabyte)}}}"}}""")),
        Key("idempotency key of 201 characters", new string('k', 201)),
    ];

    private static IEnumerable<BadInput> Files() =>
    [
        Upload("empty file", "a.pdf", []),
        Upload("program disguised as PDF", "a.pdf", "MZ\u0090\0 a program"u8.ToArray()),
        Upload("page disguised as a picture", "a.png", "<html><script>alert(1)</script>"u8.ToArray()),
        Upload("PDF that calls itself a program", "a.exe", Pdf),
        Upload("PDF that calls itself a picture", "a.jpg", Pdf),
        Upload("page in front of a PDF", "a.pdf", [.. "<html><script>alert(1)</script>"u8, .. Pdf]),
        Upload("drawing with a script", "a.svg", "<svg onload='alert(1)'/>"u8.ToArray()),
        Upload("drawing that calls itself a picture", "a.png", "<svg onload='alert(1)'/>"u8.ToArray()),
        Upload("archive that calls itself a PDF", "a.pdf", [.. "PK\u0003\u0004"u8, .. Pdf]),
        Upload("file name that reads otherwise than it is", "gnp.\u202Efdp.pdf", Pdf),
        Upload("PDF with two extensions", "a.pdf.exe", Pdf),
        Upload("file without an extension", "pdf", Pdf),
        Upload("file name of 201 characters", new string('a', 197) + ".pdf", Pdf),
        Upload("file of more than 10 MB", "a.pdf", [.. Pdf, .. new byte[10 * Megabyte]], 413),
        Upload("two files", 422, () => new MultipartFormDataContent
        {
            { new ByteArrayContent(Pdf), "file", "a.pdf" }, { new ByteArrayContent(Pdf), "file", "b.pdf" },
        }),
        Upload("form without a file", 422, () => new MultipartFormDataContent { { new StringContent("x"), "file" } }),
        Upload("JSON for a file", 422, () => new StringContent("{}", Encoding.UTF8, "application/json")),
        Upload("form without its boundary", 422, () => new ByteArrayContent(Pdf)
        {
            Headers = { ContentType = new("multipart/form-data") },
        }),
    ];

    private static IEnumerable<BadInput> Reviews() =>
    [
        Decision("decision without an outcome", "outcome", """{"revision":$revision}"""),
        Decision("decision with a number for the outcome", "outcome", """{"outcome":7,"revision":$revision}"""),
        Decision("decision without a revision", "revision", """{"outcome":"accept"}"""),
        Decision("decision with a text for the revision", "revision", """{"outcome":"accept","revision":"1"}"""),
        Decision("decision with half a revision", "revision", """{"outcome":"accept","revision":1.5}"""),
        Decision("decision with a huge revision", "revision", """{"outcome":"accept","revision":99999999999}"""),
        Decision("decision with an unknown field", "when", """{"outcome":"accept","revision":$revision,"when":1}"""),
        Decision("decision with a list for the opinion", "opinion",
            """{"outcome":"accept","opinion":[],"revision":$revision}"""),
        Decision("opinion of 4001 characters", "opinion",
            $$"""{"outcome":"return","opinion":"{{new string('意', 4001)}}","revision":$revision}"""),
        Decision("opinion with a null character", "opinion",
            """{"outcome":"return","opinion":"a\u0000b","revision":$revision}"""),
        Decision("items as an object", "items",
            """{"outcome":"return","opinion":"补","revision":$revision,"items":{}}"""),
        Decision("item as a text", "items",
            """{"outcome":"return","opinion":"补","revision":$revision,"items":["beds"]}"""),
        Decision("item without a reason", "items",
            """{"outcome":"return","opinion":"补","revision":$revision,"items":[{"field":"beds"}]}"""),
        Withdrawal("withdrawal without a reason", "{}"),
        Withdrawal("withdrawal with a blank reason", """{"reason":"  "}"""),
        Withdrawal("withdrawal with a number", """{"reason":7}"""),
        Withdrawal("withdrawal with a long reason", $$"""{"reason":"{{new string('a', 2001)}}"}"""),
        Withdrawal("withdrawal with a null character", """{"reason":"a\u0000b"}"""),
        SignIn("sign-in without a password", 422, "password", """{"userName":"window"}"""),
        SignIn("sign-in with a number for a name", 422, "userName", """{"userName":7,"password":"x"}"""),
        SignIn("sign-in with a list", 400, "body", "[]"),
        SignIn("sign-in with a null character", 422, "userName", """{"userName":"a\u0000b","password":"x"}"""),
        SignIn("sign-in with a very long password", 401, null,
            $$"""{"userName":"window","password":"{{new string('a', 100_000)}}"}"""),
    ];

    private static IEnumerable<BadInput> Addresses() =>
    [
        Query("employer", "/api/cases?page=0", "page"),
        Query("employer", "/api/cases?page=-1", "page"),
        Query("employer", "/api/cases?page=one", "page"),
        Query("employer", "/api/cases?page=99999999999", "page"),
        Query("employer", "/api/cases?pageSize=1000", "pageSize"),
        Query("employer", "/api/cases?status=lost", "status"),
        Query("employer", "/api/cases?status=3", "status"),
        Query("employer", "/api/cases?mine=perhaps", "mine"),
        Query("employer", "/api/cases?flow=" + new string('a', 201), "flow"),
        Query("employer", "/api/cases?q=%00", "q"),
        Query("window", "/api/tasks?scope=x", "scope"),
        Query("window", "/api/tasks?sort=up", "sort"),
        Query("window", "/api/tasks?overdue=perhaps", "overdue"),
        Query("window", "/api/tasks?q=%00", "q"),
        Address("GET", "/api/tasks/not-a-guid", 404, "window"),
        Address("POST", "/api/tasks/not-a-guid/decision", 404, "window"),
        Address("GET", "/api/attachments/not-a-guid", 404),
        Address("GET", "/api/cases/YG-2026-999999", 404),
        Address("GET", "/api/cases/" + new string('a', 3000), 404),
        Address("GET", "/api/forms/no-such-flow", 404),
        Address("GET", "/api/verify/450681YG202600001X", 404),
        Address("GET", "/api/certificates/nonsense", 404),
        Address("GET", "/api/nothing-here", 404),
        Address("PUT", "/api/cases", 405),
        Address("DELETE", "/api/cases/YG-2026-999999", 405),
        Address("GET", "/workflows/employer-certificate", 404),
        Address("GET", "/api/sign-in", 405),
        new("application for an unknown flow", 404, null, "employer", stage => new HttpRequestMessage(
            HttpMethod.Post, "/workflows/no-such-flow")
        {
            Content = new StringContent(stage.Body.ToJsonString(), Encoding.UTF8, "application/json"),
        }),
        new("application by a reviewer", 403, null, "window", stage => new HttpRequestMessage(
            HttpMethod.Post, "/workflows/employer-certificate")
        {
            Content = new StringContent(stage.Body.ToJsonString(), Encoding.UTF8, "application/json"),
        }),
    ];

    private static string ManyPosts(int count) => new JsonArray([.. Enumerable.Range(1, count).Select(index =>
        (JsonNode)new JsonObject
        {
            ["code"] = $"P{index}", ["tasks"] = "包装", ["count"] = 1, ["monthlyWage"] = 3000,
        })]).ToJsonString();
}

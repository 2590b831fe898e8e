using System.Text.Json;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Tests.Forms;

/// <summary>The field types and rules about workers, each with a value that passes and one that does not.</summary>
public sealed class WorkerFieldsTests
{
    private const string Label = """ "label": { "zh": "项", "vi": "mục", "en": "field" } """;
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, ChinaTime.Offset);

    [Theory]
    [InlineData("personName", "Nguyễn Thị Mẫu", "Nguyễn Thị Mẫu")]
    [InlineData("personName", "O'Brien-Đỗ", "O'Brien-Đỗ")]
    [InlineData("personName", "Nguyễn 2", null)]
    [InlineData("personName", "'-'", null)]
    [InlineData("latinName", "nguyen<<thi<mau", "NGUYEN THI MAU")]
    [InlineData("latinName", "Nguyễn", null)]
    [InlineData("personalNumber", "022195004567", "022195004567")]
    [InlineData("personalNumber", "003195004567", null)]
    [InlineData("travelDocumentNumber", "gth-2026-000017", "GTH-2026-000017")]
    [InlineData("travelDocumentNumber", "x", null)]
    [InlineData("dateTime", "2026-03-01T09:30", "2026-03-01T09:30:00+08:00")]
    [InlineData("dateTime", "2026-03-01T08:30:00+07:00", "2026-03-01T08:30:00+07:00")]
    [InlineData("dateTime", "2026-03-01T01:30:00Z", "2026-03-01T01:30:00+00:00")]
    [InlineData("dateTime", "2026-02-30T09:30", null)]
    [InlineData("dateTime", "2026-03-01", null)]
    [InlineData("worker", "022195004567", "022195004567")]
    [InlineData("worker", "gth-2026/17", "GTH-2026/17")]
    [InlineData("worker", "a; drop", null)]
    [InlineData("certificate", "450602WG202601250P", "450602WG202601250P")]
    [InlineData("certificate", "450602WG202601250X", null)]
    [InlineData("certificate", "450681YG2026000172", null)]
    public void Read_OfAType_StoresOrRefuses(string type, string given, string? stored)
    {
        var form = Form($$"""{ "name": "x", "type": "{{type}}", "paper": "WG", {{Label}} }""", "");

        var result = Validate(form, new { x = given });

        Assert.Equal(stored, result.Values["x"]?.ToString());
        Assert.Equal(stored is not null, result.IsValid);
    }

    [Fact]
    public void Parse_CertificateWithoutKind_IsNoForm()
    {
        Assert.Throws<FormDefinitionException>(
            () => Form($$"""{ "name": "x", "type": "certificate", {{Label}} }""", ""));
    }

    [Theory]
    [InlineData("2008-03-02", true)]
    [InlineData("2008-03-03", false)]
    [InlineData("1960-03-03", true)]
    [InlineData("1960-03-02", false)]
    public void Age_OnTheDay_IsBetween18And65(string born, bool passes)
    {
        var form = Form(Field("x", "date"), """{ "kind": "age", "field": "x" }""");

        Assert.Equal(passes, Validate(form, new { x = born }).IsValid);
    }

    [Theory]
    [InlineData("2026-01-01", "2026-03-30", 0, true)]
    [InlineData("2026-01-01", "2026-03-30", 1, false)]
    [InlineData("2026-01-01", "2026-03-31", 31, true)]
    [InlineData("2026-01-01", "2026-12-30", 32, false)]
    [InlineData("2026-01-01", "2026-12-31", 59, true)]
    [InlineData("2026-01-01", "2028-12-30", 60, false)]
    [InlineData("2026-01-01", "2028-12-31", 181, true)]
    [InlineData("2026-01-01", "2028-12-31", 182, false)]
    public void Probation_OfATerm_FollowsTheLaw(string from, string to, int days, bool passes)
    {
        var form = Form(
            $"{Field("from", "date")}, {Field("to", "date")}, {Field("days", "integer")}",
            """{ "kind": "probation", "field": "days", "other": "from", "until": "to" }""");

        Assert.Equal(passes, Validate(form, new { from, to, days }).IsValid);
    }

    [Theory]
    [InlineData("NGUYEN THI MAU", true)]
    [InlineData("NGUYEN THI MAO", false)]
    public void LatinName_OfAName_IsItsTransliteration(string latin, bool passes)
    {
        var form = Form(
            $"{Field("name", "personName")}, {Field("latin", "latinName")}",
            """{ "kind": "latinName", "field": "latin", "other": "name" }""");

        Assert.Equal(passes, Validate(form, new { name = "Nguyễn Thị Mẫu", latin }).IsValid);
    }

    [Theory]
    [InlineData("2026-03-01T09:00", true, false)]
    [InlineData("2026-03-01T08:59", true, true)]
    [InlineData("2026-03-02T09:01", false, false)]
    public void RecentHours_OfAMoment_WarnsOfWhatIsLateAndRefusesTheFuture(string at, bool passes, bool warns)
    {
        var form = Form(Field("x", "dateTime"), """{ "kind": "recentHours", "field": "x", "days": 1 }""");

        var result = Validate(form, new { x = at });

        Assert.Equal((passes, warns), (result.IsValid, !result.Warnings.IsEmpty));
    }

    [Theory]
    [InlineData("2026-04-30", "2026-03-31", true)]
    [InlineData("2026-05-01", "2026-03-31", false)]
    public void WithinMonth_OfTheFirstDay_EndsOnItsLastDay(string date, string begin, bool passes)
    {
        var form = Form(
            $"{Field("date", "date")}, {Field("begin", "date")}",
            """{ "kind": "withinMonth", "field": "date", "other": "begin" }""");

        Assert.Equal(passes, Validate(form, new { date, begin }).IsValid);
    }

    [Theory]
    [InlineData("2026-03-31", true)]
    [InlineData("2026-04-01", false)]
    public void NotAfter_AnotherDate_AllowsTheSameDay(string date, bool passes)
    {
        var form = Form(
            $"{Field("date", "date")}, {Field("last", "date")}",
            """{ "kind": "notAfter", "field": "date", "other": "last" }""");

        Assert.Equal(passes, Validate(form, new { date, last = "2026-03-31" }).IsValid);
    }

    private static string Field(string name, string type) =>
        $$"""{ "name": "{{name}}", "type": "{{type}}", {{Label}} }""";

    private static FormDefinition Form(string fields, string rules) => FormDefinition.Parse(JsonElement.Parse(
        $$"""
        {
          "title": { "zh": "表", "vi": "đơn", "en": "form" },
          "sections": [{ "name": "all", "title": { "zh": "表", "vi": "đơn", "en": "form" }, "fields": [{{fields}}] }],
          "rules": [{{rules}}]
        }
        """));

    private static FormValidation Validate<T>(FormDefinition form, T values) => FormValidator.Validate(
        form, JsonSerializer.SerializeToElement(values), new Dictionary<string, IReadOnlyList<FormAttachment>>(),
        new FormContext(ChinaTime.DateOf(Now)) { Now = Now });
}

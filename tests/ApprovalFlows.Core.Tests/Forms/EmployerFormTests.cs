using System.Text.Json.Nodes;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Forms;

public sealed class EmployerFormTests
{
    [Fact]
    public void Validate_CompleteApplication_HasNoErrors()
    {
        var validation = EmployerForm.Validate(EmployerForm.Values());

        Assert.Empty(validation.Errors.Keys);
        Assert.Empty(validation.Warnings.Keys);
        Assert.True(validation.IsValid);
    }

    [Fact]
    public void Validate_CompleteApplication_KeepsEveryValue()
    {
        var values = EmployerForm.Values();

        var validation = EmployerForm.Validate(values);

        Assert.True(JsonNode.DeepEquals(Sorted(values), Sorted(validation.Values)));
    }

    // Each row: where, what is put there (JSON, or nothing to leave it out), error key, sentence.
    [Theory]
    [InlineData("enterpriseName", null, "enterpriseName", "Field.Required")]
    [InlineData("enterpriseName", "\" \\u3000 \"", "enterpriseName", "Field.Required")]
    [InlineData("enterpriseName", "7", "enterpriseName", "Field.TextExpected")]
    [InlineData("enterpriseName", "\"a\\u0000b\"", "enterpriseName", "Field.Characters")]
    [InlineData("enterpriseName", "\"a\\u202Eb\"", "enterpriseName", "Field.Characters")]
    [InlineData("enterpriseName", "\"two\\nlines\"", "enterpriseName", "Field.Characters")]
    [InlineData("enterpriseName", "\"甲\"", "enterpriseName", "Field.TooShort")]
    [InlineData("unifiedSocialCreditCode", "\"91450681MA0TEXT12C\"", "unifiedSocialCreditCode",
        "Code.CheckCharacter")]
    [InlineData("unifiedSocialCreditCode", "\"91450681MA0TEXT12\"", "unifiedSocialCreditCode",
        "Code.Length")]
    [InlineData("enterpriseType", "\"bank\"", "enterpriseType", "Field.Choice")]
    [InlineData("legalRepresentative", "null", "legalRepresentative", "Field.Required")]
    [InlineData("legalRepresentativeId", "\"450681199001010013\"", "legalRepresentativeId",
        "Code.CheckCharacter")]
    [InlineData("legalRepresentativeId", "\"440524188001010014\"", "legalRepresentativeId",
        "ChineseId.BirthDateImplausible")]
    [InlineData("legalRepresentativeId", "\"450681900101001\"", "legalRepresentativeId",
        "Code.Length")]
    [InlineData("legalRepresentativeId", "\"C12\"", "legalRepresentativeId", "Code.Length")]
    [InlineData("registeredCapital", "-1", "registeredCapital", "Field.AtLeast")]
    [InlineData("registeredCapital", "0.001", "registeredCapital", "Field.Money")]
    [InlineData("registeredCapital", "1e400", "registeredCapital", "Field.Money")]
    [InlineData("registeredCapital", "1e15", "registeredCapital", "Field.AtMost")]
    [InlineData("areaCode", "\"4506\"", "areaCode", "AreaCode.Form")]
    [InlineData("areaCode", "\"450681999\"", "areaCode", "Pilot.AreaUnknown")]
    [InlineData("areaCode", "\"230704\"", "areaCode", "Pilot.Outside")]
    [InlineData("areaCode", "\"110105\"", "areaCode", "Pilot.CodeOutside")]
    [InlineData("areaCode", "\"450602100\"", "areaCode", "Pilot.ParkElsewhere")]
    [InlineData("park", "\"moon\"", "park", "Field.Choice")]
    [InlineData("contactPhone", "\"12345\"", "contactPhone", "Field.Phone")]
    [InlineData("contactPhone", "\"23800138000\"", "contactPhone", "Field.Phone")]
    [InlineData("contactPhone", "13800138000", "contactPhone", "Field.TextExpected")]
    [InlineData("route", "\"R2\"", "route", "Rule.ParkRoute")]
    [InlineData("route", "\"R3\"", "route", "Field.Choice")]
    [InlineData("posts", null, "posts", "Field.Required")]
    [InlineData("posts", "[]", "posts", "Field.Required")]
    [InlineData("posts", "\"many\"", "posts", "Field.ListExpected")]
    [InlineData("posts", "[7]", "posts[0]", "Field.ItemExpected")]
    [InlineData("posts.0.count", "0", "posts[0].count", "Field.AtLeast")]
    [InlineData("posts.0.count", "-3", "posts[0].count", "Field.AtLeast")]
    [InlineData("posts.0.count", "1.5", "posts[0].count", "Field.Integer")]
    [InlineData("posts.0.count", "\"many\"", "posts[0].count", "Field.Integer")]
    [InlineData("posts.0.count", "true", "posts[0].count", "Field.Integer")]
    [InlineData("posts.1.count", "99999999999999999999999999999999", "posts[1].count",
        "Field.Integer")]
    [InlineData("posts.1.tasks", null, "posts[1].tasks", "Field.Required")]
    [InlineData("posts.1.code", "\"A1\"", "posts[1].code", "Field.UsedTwice")]
    [InlineData("posts.1.monthlyWage", "1839.99", "posts[1].monthlyWage", "Rule.MinimumWage")]
    [InlineData("posts.1.colour", "\"red\"", "posts[1].colour", "Field.Unknown")]
    [InlineData("posts.1.code", "{}", "posts[1].code", "Field.TextExpected")]
    [InlineData("headcount", "31", "headcount", "Rule.Sum")]
    [InlineData("headcount", null, "headcount", "Field.Required")]
    [InlineData("headcount", "[]", "headcount", "Field.Required")]
    [InlineData("periodStart", "\"2026-02-30\"", "periodStart", "Field.Date")]
    [InlineData("periodStart", "\"01.12.2026\"", "periodStart", "Field.Date")]
    [InlineData("periodStart", "\"1026-12-01\"", "periodStart", "Field.DateRange")]
    [InlineData("periodStart", "\"2025-11-19\"", "periodStart", "Rule.NotEarlier")]
    [InlineData("periodStart", "\"2028-11-21\"", "periodStart", "Rule.NotLater")]
    [InlineData("periodEnd", "\"2026-12-01\"", "periodEnd", "Rule.After")]
    [InlineData("periodEnd", "\"2026-11-20\"", "periodEnd", "Rule.NotEarlier")]
    [InlineData("periodEnd", "\"2029-12-02\"", "periodEnd", "Rule.NotLater")]
    [InlineData("currentStaff", "-1", "currentStaff", "Field.AtLeast")]
    [InlineData("housingAddress", null, "housingAddress", "Field.Required")]
    [InlineData("beds", "29", "beds", "Rule.AtLeast")]
    [InlineData("managerName", "\"\"", "managerName", "Field.Required")]
    [InlineData("interpreterName", null, "interpreterName", "Field.Required")]
    [InlineData("accidentInsurer", null, "accidentInsurer", "Field.Required")]
    [InlineData("workInjuryInsurer", null, "workInjuryInsurer", "Field.Required")]
    [InlineData("commitment", "false", "commitment", "Field.MustAgree")]
    [InlineData("commitment", null, "commitment", "Field.Required")]
    [InlineData("commitment", "\"perhaps\"", "commitment", "Field.YesNo")]
    [InlineData("commitment", "1", "commitment", "Field.YesNo")]
    [InlineData("nickname", "\"x\"", "nickname", "Field.Unknown")]
    public void Validate_OneMistake_IsToldAtItsField(
        string place, string? json, string errorKey, string sentence)
    {
        var values = EmployerForm.Values();
        Put(values, place, json);

        var validation = EmployerForm.Validate(values);

        Assert.Contains(validation.Errors[errorKey], error => error.Key == sentence);
        Assert.All(TextResources.Languages, language =>
            Assert.NotEmpty(validation.Errors.In(language)[errorKey][0]));
    }

    [Theory]
    [InlineData("posts.0.count", "21")]
    [InlineData("posts.0.count", "\"x\"")]
    [InlineData("areaCode", "\"nowhere\"")]
    [InlineData("periodStart", "\"soon\"")]
    [InlineData("park", "\"moon\"")]
    public void Validate_OneMistake_GivesOneError(string place, string json)
    {
        var values = EmployerForm.Values();
        Put(values, place, json);

        var validation = EmployerForm.Validate(values);

        Assert.Single(validation.Errors.Keys);
    }

    [Theory]
    [InlineData("park", null, "R1")]
    [InlineData("park", "\"jiangping\"", "R1")]
    [InlineData("park", "\"asean-zone\"", "R2")]
    public void Validate_RouteLeftOut_FollowsThePark(string place, string? park, string route)
    {
        var values = EmployerForm.Values();
        Put(values, place, park);
        values.Remove("route");

        var validation = EmployerForm.Validate(values);

        Assert.Empty(validation.Errors.Keys);
        Assert.Equal(route, (string?)validation.Values["route"]);
    }

    [Fact]
    public void Validate_EverythingMissing_NamesEveryRequiredField()
    {
        var required = EmployerForm.Definition.AllFields()
            .Where(f => f.Required).Select(f => f.Name)
            .Concat(EmployerForm.Definition.AllAttachments().Select(a => $"attachments.{a.Name}"));

        var validation = EmployerForm.Validate(new JsonObject(), []);

        Assert.Equal(required.Order(StringComparer.Ordinal), validation.Errors.Keys);
    }

    [Fact]
    public void Validate_OptionalFieldsLeftOut_IsAccepted()
    {
        var values = EmployerForm.Values();
        string[] optional = ["registeredCapital", "industry", "currentStaff", "park", "route"];
        foreach (var name in optional)
            values.Remove(name);

        Assert.Empty(EmployerForm.Validate(values).Errors.Keys);
    }

    [Theory]
    [InlineData("2025-11-20", true)]
    [InlineData("2025-11-19", false)]
    public void Validate_StartInThePast_IsAcceptedForAYear(string start, bool expected)
    {
        var values = EmployerForm.Values();
        values["periodStart"] = start;

        Assert.Equal(expected, EmployerForm.Validate(values).IsValid);
    }

    internal static void Put(JsonObject values, string place, string? json)
    {
        var steps = place.Split('.');
        JsonNode node = values;
        foreach (var step in steps[..^1])
            node = (int.TryParse(step, out var index) ? node[index] : node[step])!;
        if (json is null)
            node.AsObject().Remove(steps[^1]);
        else
            node.AsObject()[steps[^1]] = JsonNode.Parse(json);
    }

    private static JsonObject Sorted(JsonObject values) =>
        new(values.OrderBy(v => v.Key)
            .Select(v => KeyValuePair.Create(v.Key, v.Value?.DeepClone())));
}

using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Tests.Forms;

public sealed class FormValidatorTests
{
    [Theory]
    [InlineData("[]", "Form.NotAnObject")]
    [InlineData("null", "Form.NotAnObject")]
    [InlineData("\"text\"", "Form.NotAnObject")]
    [InlineData("{\"a\":[[[[1]]]]}", "Form.TooDeep")]
    [InlineData("{\"a\":{\"b\":{\"c\":{\"d\":{}}}}}", "Form.TooDeep")]
    public void Validate_ShapeThatNoFormHas_IsRefusedAsAWhole(string json, string sentence)
    {
        var errors = Validate(json).Errors;

        Assert.Equal(["values"], errors.Keys);
        Assert.Equal(sentence, Assert.Single(errors["values"]).Key);
    }

    [Fact]
    public void Validate_MoreThanTheLimit_IsRefusedAsAWhole()
    {
        var text = new string('x', FormLimits.ValuesLengthMax);

        var errors = Validate($$"""{"address":"{{text}}"}""").Errors;

        Assert.Equal("Form.TooLarge", Assert.Single(errors["values"]).Key);
    }

    [Fact]
    public void Validate_FieldGivenTwice_IsRefused()
    {
        var errors = Validate("""{"headcount":1,"headcount":2}""").Errors;

        Assert.Equal("Field.Twice", Assert.Single(errors["headcount"]).Key);
    }

    [Theory]
    [InlineData("""{"address":"\ud800"}""", "address", "Field.Characters")]
    [InlineData("""{"\ud800":"x"}""", "?", "Field.Unknown")]
    [InlineData("""{"beds":"\ud800"}""", "beds", "Field.Integer")]
    [InlineData("""{"commitment":"\ud800"}""", "commitment", "Field.YesNo")]
    [InlineData("""{"address":"\ufffe\uffff"}""", "attachments.businessLicence",
        "Attachment.Required")]
    public void Validate_BrokenCharacters_AreAnErrorNotACrash(
        string json, string key, string sentence)
    {
        Assert.Contains(Validate(json).Errors[key], error => error.Key == sentence);
    }

    [Fact]
    public void Validate_ThousandsOfUnknownFields_StopsAtTheLimit()
    {
        var names = Enumerable.Range(0, 5000).Select(i => $"\"f{i}\":1");

        var errors = Validate($"{{{string.Join(',', names)}}}").Errors;

        Assert.Equal(FormLimits.ErrorsMax, errors.Keys.Sum(key => errors[key].Count));
    }

    [Fact]
    public void Validate_UnknownFieldWithALongName_IsNamedInShort()
    {
        var errors = Validate($$"""{"{{new string('n', 5000)}}\u0007":1}""").Errors;

        Assert.Contains(new string('n', FormLimits.NameLengthMax), errors.Keys);
    }

    [Fact]
    public void Validate_MorePostsThanAllowed_IsOneErrorOnTheList()
    {
        var values = EmployerForm.Values();
        values["posts"] = new JsonArray(
            [.. Enumerable.Range(0, 101).Select(_ => JsonNode.Parse("{}"))]);

        var errors = EmployerForm.Validate(values).Errors;

        Assert.Equal(["posts"], errors.Keys);
        Assert.Equal("Field.TooManyItems", Assert.Single(errors["posts"]).Key);
    }

    [Fact]
    public void Validate_HundredPosts_AreAccepted()
    {
        var values = EmployerForm.Values();
        values["posts"] = new JsonArray([.. Enumerable.Range(0, 100).Select(i => JsonNode.Parse(
            $$"""{"code":"P{{i}}","tasks":"x","count":1,"monthlyWage":1840}"""))]);
        values["headcount"] = 100;
        values["beds"] = 100;

        Assert.Empty(EmployerForm.Validate(values).Errors.Keys);
    }

    [Fact]
    public void Validate_CodeWithADoubtfulPart_WarnsWithoutRefusing()
    {
        const string Body = "91440300715267266";
        var values = EmployerForm.Values();
        values["unifiedSocialCreditCode"] =
            Body + Core.Identifiers.UnifiedSocialCreditCode.CheckCharacterOf(Body);

        var validation = EmployerForm.Validate(values);

        Assert.True(validation.IsValid);
        Assert.Equal(
            "Uscc.OrganisationPart",
            Assert.Single(validation.Warnings["unifiedSocialCreditCode"]).Key);
    }

    private static FormValidation Validate(string json) =>
        FormValidator.Validate(
            EmployerForm.Definition, JsonElement.Parse(json),
            new Dictionary<string, IReadOnlyList<FormAttachment>>(),
            new FormContext(EmployerForm.Today));
}

using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Tests.Forms;

public sealed class FormDefinitionTests
{
    [Fact]
    public void Parse_EmployerForm_HoldsTheFieldsOfTheContract()
    {
        var names = EmployerForm.Definition.AllFields().Select(f => f.Name);

        Assert.Equal(
            [
                "accidentInsurer", "address", "areaCode", "beds", "commitment", "contactName",
                "contactPhone", "currentStaff", "enterpriseName", "enterpriseType", "headcount",
                "housingAddress", "industry", "interpreterName", "legalRepresentative",
                "legalRepresentativeId", "managerName", "matter", "park", "periodEnd", "periodStart",
                "posts", "previousNumber", "registeredCapital", "route", "unifiedSocialCreditCode", "workInjuryInsurer",
            ],
            names.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["businessLicence", "rulesDispatch", "rulesLiving", "rulesSafety", "rulesTraining"],
            EmployerForm.Definition.AllAttachments().Select(a => a.Name).Order());
    }

    [Fact]
    public void Parse_OptionsFromAList_AreFilledIn()
    {
        var parks = EmployerForm.Definition.FindField("park")!.Options!;

        Assert.Contains(parks, option => option.Value == "asean-zone");
        Assert.Equal(8, EmployerForm.Definition.FindField("enterpriseType")!.Options!.Count);
        Assert.All(OptionLists.Names.SelectMany(name => OptionLists.Find(name)!), option =>
            Assert.True(option.Label.IsComplete, option.Value));
    }

    [Fact]
    public void Parse_WhatWasWritten_GivesTheSameForm()
    {
        var json = JsonSerializer.SerializeToElement(EmployerForm.Definition, FormJson.Options);

        var again = FormDefinition.Parse(json);

        Assert.True(JsonElement.DeepEquals(
            json, JsonSerializer.SerializeToElement(again, FormJson.Options)));
    }

    [Fact]
    public void OfWorkflow_DefinitionWithAForm_FindsIt()
    {
        var definition = JsonElement.Parse(
            $$"""{"definitionId":"x","customProperties":{"form":{{EmployerForm.Json}} } }""");

        Assert.NotNull(FormDefinition.OfWorkflow(definition)?.FindField("headcount"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"customProperties":null}""")]
    [InlineData("""{"customProperties":{}}""")]
    [InlineData("""{"customProperties":{"form":null}}""")]
    public void OfWorkflow_DefinitionWithoutAForm_IsNull(string definition)
    {
        Assert.Null(FormDefinition.OfWorkflow(JsonElement.Parse(definition)));
    }

    [Theory]
    [InlineData("sections.0.fields.0.type", "\"spell\"", "Form.FieldType")]
    [InlineData("sections.0.fields.0.name", "\"Not A Name\"", "Form.Name")]
    [InlineData("sections.0.fields.0.name", "\"contactName\"", "Form.NameTwice")]
    [InlineData("sections.0.name", "\"place\"", "Form.NameTwice")]
    [InlineData("sections.0.fields.0.label.vi", "\" \"", "Form.Translation")]
    [InlineData("sections.0.fields.0.label.vi", null, "Form.Unreadable")]
    [InlineData("sections.0.fields.0.label", "null", "Form.Unreadable")]
    [InlineData("sections.0.fields.0.requird", "true", "Form.Unreadable")]
    [InlineData("sections.0.fields.0.maxLength", "0", "Form.Limit")]
    [InlineData("sections.0.fields.0.minLength", "101", "Form.Limit")]
    [InlineData("sections.0.fields.0.pattern", "\"(\"", "Form.Limit")]
    [InlineData("sections.0.fields.0.pattern", "\"(?=x)y\"", "Form.Limit")]
    [InlineData("sections.0.fields.2.optionsFrom", "\"stars\"", "Form.OptionList")]
    [InlineData("sections.1.fields.3.options", "[]", "Form.Limit")]
    [InlineData("sections.2.fields.0.columns", "[]", "Form.Limit")]
    [InlineData("sections.2.fields.0.uniqueColumn", "\"colour\"", "Form.Limit")]
    [InlineData("sections.2.fields.0.maxItems", "100000", "Form.Limit")]
    [InlineData("sections.2.fields.0.columns.0.type", "\"list\"", "Form.Limit")]
    [InlineData("sections.2.fields.1.min", "200000", "Form.Limit")]
    [InlineData("sections.5.attachments.0.maxFiles", "0", "Form.Limit")]
    [InlineData("sections.5.attachments.0.accept", "[\"pdf\"]", "Form.Limit")]
    [InlineData("rules.0.kind", "\"magic\"", "Form.RuleKind")]
    [InlineData("rules.0.field", "\"nothing\"", "Form.RuleField")]
    [InlineData("rules.0.other", null, "Form.RuleNeeds")]
    [InlineData("rules.3.column", "\"colour\"", "Form.RuleField")]
    [InlineData("rules.4.days", "-1", "Form.RuleNeeds")]
    [InlineData("sections", "null", "Form.Unreadable")]
    [InlineData("title", "[]", "Form.Unreadable")]
    public void Parse_MistakeOfADesigner_IsNamed(string place, string? json, string problem)
    {
        var form = JsonNode.Parse(EmployerForm.Json.GetRawText())!.AsObject();
        EmployerFormTests.Put(form, place, json);

        var thrown = Assert.Throws<FormDefinitionException>(
            () => FormDefinition.Parse(JsonElement.Parse(form.ToJsonString())));

        Assert.Contains(thrown.Problems, p => p.Key == problem);
    }

    [Fact]
    public void Parse_MoreFieldsThanAllowed_IsRefused()
    {
        var form = JsonNode.Parse(EmployerForm.Json.GetRawText())!.AsObject();
        var fields = form["sections"]![0]!["fields"]!.AsArray();
        for (var i = 0; i < FormLimits.FieldsMax; i++)
        {
            var copy = fields[0]!.DeepClone();
            copy["name"] = $"copy{i}";
            fields.Add(copy);
        }

        var thrown = Assert.Throws<FormDefinitionException>(
            () => FormDefinition.Parse(JsonElement.Parse(form.ToJsonString())));

        Assert.Contains(thrown.Problems, p => p.Key == "Form.TooMany");
    }
}

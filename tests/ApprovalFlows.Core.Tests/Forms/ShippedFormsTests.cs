using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Core.Tests.Forms;

/// <summary>
/// Every form in workflows/ and every rule of it, by the JSON alone: a new form needs values that pass, the rest
/// follows.
/// </summary>
public sealed class ShippedFormsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, ChinaTime.Offset);
    private static readonly DateOnly Today = ChinaTime.DateOf(Now);

    public static TheoryData<string> Flows() => new(
        Directory.GetFiles(RepositoryFiles.PathOf("workflows"), "*.json")
            .Where(file => FormOfFile(file) is not null)
            .Select(file => Path.GetFileNameWithoutExtension(file)));

    [Theory]
    [MemberData(nameof(Flows))]
    public void Validate_ValuesThatPass_HaveNoErrors(string flow)
    {
        var result = Validate(flow, LabourValues.Of(flow, Today));

        Assert.Empty(result.Errors.In(TextResources.English));
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public void Validate_WithoutARequiredField_SaysSoThere(string flow)
    {
        foreach (var field in FormOf(flow).AllFields().Where(field => field.Required))
        {
            var values = LabourValues.Of(flow, Today);
            values.Remove(field.Name);

            Assert.Contains(field.Name, Validate(flow, values).Errors.Keys);
        }
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public void Validate_WithoutARequiredFile_SaysSoThere(string flow)
    {
        foreach (var slot in FormOf(flow).AllAttachments().Where(slot => slot.Required))
            Assert.Contains(
                $"attachments.{slot.Name}", Validate(flow, LabourValues.Of(flow, Today), slot.Name).Errors.Keys);
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public void Validate_AgainstEachRule_IsRefusedOrWarnedOf(string flow)
    {
        foreach (var rule in FormOf(flow).Rules)
        {
            var values = LabourValues.Of(flow, Today);
            Break(values, rule);

            var result = Validate(flow, values);

            Assert.True(
                result.Errors.Keys.Any(key => key.StartsWith(rule.Field, StringComparison.Ordinal)),
                $"{flow}: {rule.Kind} of {rule.Field} refuses nothing.");
        }
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public void Form_OfEveryFlow_AsksForNoDepositAndKeepsNoDocument(string flow)
    {
        var names = FormOf(flow).AllFields()
            .SelectMany(field => (field.Columns ?? []).Append(field))
            .Where(field => field.Type != "yesNo")
            .Select(field => $"{field.Name} {field.Label.Zh} {field.Label.En}");

        Assert.DoesNotContain(names, name =>
            name.Contains("deposit", StringComparison.OrdinalIgnoreCase) || name.Contains('押'));
    }

    private static void Break(JsonObject values, FormRule rule)
    {
        JsonNode? wrong = rule.Kind switch
        {
            "after" => values[rule.Other!]!.DeepClone(),
            "notAfter" => Day(DayOf(values, rule.Other!).AddDays(1)),
            "nearToday" => Day(Today.AddDays(-rule.Days!.Value - 1)),
            "withinMonth" => Day(DayOf(values, rule.Other!).AddMonths(1).AddDays(1)),
            "pilotArea" => "450621100",
            "parkRoute" => values[rule.Field] is null ? "R2" : "R1",
            "sum" => 1,
            "atLeast" => 0,
            "probation" => 184,
            "minimumPay" => 1000,
            "recentHours" => $"{ApplicationValues.Iso(Today.AddDays(1))}T09:00:00+08:00",
            "latinName" => "WRONG NAME",
            "age" => Day(Today.AddYears(-17)),
            "requiredIf" or "oneOf" => null,
            "minimumWage" or "reasonUnless" => values[rule.Field]!.DeepClone(),
            _ => throw new NotSupportedException($"Nothing is known that breaks a rule '{rule.Kind}'."),
        };
        values[rule.Field] = wrong;
        if (rule.Kind == "minimumWage") values[rule.Field]![0]![rule.Column!] = 1;
        if (rule.Kind == "oneOf") values.Remove(rule.Other!);
        if (rule.Kind == "requiredIf" && values[rule.Other!] is not JsonArray) values[rule.Other!] = rule.Value;
        if (rule.Kind == "reasonUnless") values[rule.Field]![0]![rule.Value!] = false;
    }

    private static JsonNode Day(DateOnly day) => ApplicationValues.Iso(day);

    private static DateOnly DayOf(JsonObject values, string field) =>
        DateOnly.ParseExact(values[field]!.ToString(), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static FormValidation Validate(string flow, JsonObject values, string? without = null)
    {
        var form = FormOf(flow);
        var files = form.AllAttachments().Where(slot => slot.Name != without).ToDictionary(
            slot => slot.Name,
            IReadOnlyList<FormAttachment> (slot) => [new($"id-{slot.Name}", $"{slot.Name}{slot.Accept[0]}")]);
        return FormValidator.Validate(form, values.ToElement(), files, new FormContext(Today) { Now = Now });
    }

    private static FormDefinition FormOf(string flow) => LabourFlow.FormOf(flow);

    private static FormDefinition? FormOfFile(string file) =>
        FormDefinition.OfWorkflow(JsonElement.Parse(File.ReadAllText(file)));
}

using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Forms.Fields;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Forms;

public sealed class FieldTypesTests
{
    private static readonly LocalText s_label = new("项", "mục", "field");

    [Fact]
    public void Names_AllTypes_AreFound()
    {
        Assert.Equal(
            [
                "areaCode", "certificate", "chineseId", "choice", "choices", "date", "dateTime", "integer",
                "latinName", "list", "money", "personName", "personalNumber", "phone", "text", "textarea",
                "travelDocumentNumber", "uscc", "worker", "yesNo",
            ],
            FieldTypes.Names);
    }

    [Theory]
    [InlineData("text", "\"  Nguye\\u0302\\u0303n  \"", "\"Nguyễn\"")]
    [InlineData("text", "\"a\\u200Bb\\uFEFF\"", "\"ab\"")]
    [InlineData("textarea", "\"one\\r\\ntwo\\tthree\"", "\"one\\ntwo three\"")]
    [InlineData("uscc", "\"９１450681ma0text12b\"", "\"91450681MA0TEXT12B\"")]
    [InlineData("chineseId", "\"11010519491231002x\"", "\"11010519491231002X\"")]
    [InlineData("chineseId", "\"c1234567\"", "\"C1234567\"")]
    [InlineData("areaCode", "\" 450681 \"", "\"450681\"")]
    [InlineData("areaCode", "\"230704\"", "\"230719\"")]
    [InlineData("areaCode", "\"110105\"", "\"110105\"")]
    [InlineData("phone", "\"138 0013 8000\"", "\"13800138000\"")]
    [InlineData("phone", "\"+86 138-0013-8000\"", "\"13800138000\"")]
    [InlineData("phone", "\"0770-7651234\"", "\"07707651234\"")]
    [InlineData("phone", "\"+84 912 345 678\"", "\"+84912345678\"")]
    [InlineData("phone", "\"0084 912345678\"", "\"+84912345678\"")]
    [InlineData("integer", "12", "12")]
    [InlineData("integer", "12.0", "12")]
    [InlineData("integer", "\"１２\"", "12")]
    [InlineData("integer", "0", "0")]
    [InlineData("money", "1840.50", "1840.5")]
    [InlineData("money", "\"1840.00\"", "1840")]
    [InlineData("date", "\"2028-02-29\"", "\"2028-02-29\"")]
    [InlineData("choice", "\"a\"", "\"a\"")]
    [InlineData("choices", "[\"b\",\"a\"]", "[\"a\",\"b\"]")]
    [InlineData("choices", "\"b\"", "[\"b\"]")]
    [InlineData("yesNo", "\"on\"", "true")]
    [InlineData("yesNo", "\"false\"", "false")]
    [InlineData("yesNo", "false", "false")]
    [InlineData("list", "[{\"x\":\" 1 \"},{}]", "[{\"x\":\"1\"},{}]")]
    public void Read_GoodValue_IsNormalised(string type, string given, string stored)
    {
        var (value, errors) = Read(Field(type), given);

        Assert.Empty(errors.Keys);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(stored), value), value?.ToJsonString());
    }

    [Theory]
    [InlineData("text", "[\"x\"]", "Field.TextExpected")]
    [InlineData("textarea", "\"a\\u0001\"", "Field.Characters")]
    [InlineData("uscc", "\"x\"", "Code.Length")]
    [InlineData("chineseId", "\"AB-12345\"", "Code.Length")]
    [InlineData("phone", "\"+1 202 555 0100\"", "Field.Phone")]
    [InlineData("phone", "\"١٣٨٠٠١٣٨٠٠٠\"", "Field.Phone")]
    [InlineData("integer", "\"1,000\"", "Field.Integer")]
    [InlineData("integer", "\"0x10\"", "Field.Integer")]
    [InlineData("integer", "1000000001", "Field.AtMost")]
    [InlineData("money", "\"1.005\"", "Field.Money")]
    [InlineData("money", "[]", "Field.Money")]
    [InlineData("date", "\"2027-02-29\"", "Field.Date")]
    [InlineData("date", "20270228", "Field.TextExpected")]
    [InlineData("date", "\"2027-2-8\"", "Field.Date")]
    [InlineData("choice", "\"A\"", "Field.Choice")]
    [InlineData("choices", "[\"a\",\"c\"]", "Field.Choice")]
    [InlineData("choices", "[\"a\",\"a\"]", "Field.ChosenTwice")]
    [InlineData("choices", "[1]", "Field.TextExpected")]
    [InlineData("yesNo", "\"yes please\"", "Field.YesNo")]
    [InlineData("list", "{}", "Field.ListExpected")]
    public void Read_BadValue_IsRefused(string type, string given, string sentence)
    {
        var (value, errors) = Read(Field(type), given);

        Assert.Null(value);
        Assert.Equal(sentence, Assert.Single(errors["f"]).Key);
    }

    [Theory]
    [InlineData("AB-12", true)]
    [InlineData("AB-123", false)]
    [InlineData("xAB-12", false)]
    [InlineData("AB-12x", false)]
    public void Read_Pattern_HoldsForTheWholeText(string text, bool expected)
    {
        var field = Field("text") with { Pattern = "[A-Z]{2}-[0-9]{2}|none" };

        var (_, errors) = Read(field, $"\"{text}\"");

        Assert.Equal(expected, errors.IsEmpty);
    }

    [Fact]
    public void Read_LengthLimits_CountAfterTrimming()
    {
        var field = Field("text") with { MinLength = 2, MaxLength = 3 };

        Assert.True(Read(field, "\"  abc  \"").Errors.IsEmpty);
        Assert.Equal("Field.TooLong", Read(field, "\"abcd\"").Errors["f"][0].Key);
        Assert.Equal("Field.TooShort", Read(field, "\" a \"").Errors["f"][0].Key);
    }

    private static FormField Field(string type) =>
        new()
        {
            Name = "f",
            Label = s_label,
            Type = type,
            Options = type.StartsWith("choice", StringComparison.Ordinal)
                ? [new("a", s_label), new("b", s_label)]
                : null,
            Columns = type == "list"
                ? [new FormField { Name = "x", Label = s_label, Type = "text" }]
                : null,
        };

    private static (JsonNode? Value, FormErrors Errors) Read(FormField field, string json)
    {
        var scope = new FieldScope(new FormContext(EmployerForm.Today), new(), new());
        var value = FieldTypes.Find(field.Type)!
            .Read(new FieldInput(field, field.Name, JsonElement.Parse(json), scope));
        return (value, scope.Errors);
    }
}

using System.Text.Json;
using ApprovalFlows.Core.Forms;

namespace ApprovalFlows.Core.Tests.Forms;

public sealed class MinimumWagesTests
{
    private static readonly MinimumWages s_wages = new(
    [
        new("45", new(2020, 1, 1), 1000m),
        new("450681", new(2020, 1, 1), 1500m),
        new("450681", new(2027, 1, 1), 1600m),
    ]);

    [Theory]
    [InlineData("450681101", "2026-12-31", 1500)]
    [InlineData("450681101", "2027-01-01", 1600)]
    [InlineData("450602", "2027-01-01", 1000)]
    [InlineData("450681", "2019-12-31", null)]
    [InlineData("230719", "2027-01-01", null)]
    public void Find_AreaAndDay_TakesTheNearestRow(string area, string day, int? expected)
    {
        var minimum = s_wages.Find(area, DateOnly.Parse(day, null));

        Assert.Equal(expected, (int?)minimum?.Monthly);
    }

    [Theory]
    [InlineData("2026-12-31", 1500, true)]
    [InlineData("2027-01-01", 1500, false)]
    [InlineData("2027-01-01", 1600, true)]
    [InlineData("2026-11-01", 1500, true)]
    public void Validate_Wage_IsHeldAgainstTheMinimumWhenTheWorkBegins(
        string start, int wage, bool expected)
    {
        var values = EmployerForm.Values();
        values["periodStart"] = start;
        values["posts"]![0]!["monthlyWage"] = wage;

        var errors = FormValidator.Validate(
            EmployerForm.Definition, JsonElement.Parse(values.ToJsonString()),
            EmployerForm.Attachments(),
            new FormContext(EmployerForm.Today) { Wages = s_wages }).Errors;

        Assert.Equal(expected, errors["posts[0].monthlyWage"].Count == 0);
    }

    [Fact]
    public void Seed_Dongxing_HasItsMinimum()
    {
        Assert.Equal(1840m, MinimumWages.Seed.Find("450681", EmployerForm.Today)?.Monthly);
    }
}

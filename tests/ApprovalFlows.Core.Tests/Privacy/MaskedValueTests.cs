using ApprovalFlows.Core.Privacy;

namespace ApprovalFlows.Core.Tests.Privacy;

public sealed class MaskedValueTests
{
    [Theory]
    [InlineData("Count", 12, "12")]
    [InlineData("Ok", true, "true")]
    [InlineData("Route", "R2", "R2")]
    [InlineData("CaseNumber", "YG-2026-000123", "YG-2026-000123")]
    [InlineData("applicantName", "李小明", "李**")]
    [InlineData("phone", "13877001234", "*******1234")]
    [InlineData("Note", "call 13877001234", "call *******1234")]
    [InlineData("Note", "write to li@example.org", "write to ***@example.org")]
    [InlineData("Note", "'https://a.example/x?id=1' failed", "'https://a.example/x?***' failed")]
    [InlineData("Empty", null, null)]
    public void Of_Value_ShowsNoPerson(string name, object? value, string? shown) =>
        Assert.Equal(shown, MaskedValue.Of(name, value));

    [Fact]
    public void Of_Object_MasksItsMembersByName()
    {
        var value = new Dictionary<string, object> { ["passport"] = "C1234567", ["count"] = 2 };

        Assert.Equal("""{"passport":"****4567","count":2}""", MaskedValue.Of("Worker", value));
    }
}

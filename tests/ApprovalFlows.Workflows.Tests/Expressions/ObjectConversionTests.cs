using System.Globalization;
using ApprovalFlows.Workflows.Expressions.Helpers;

namespace ApprovalFlows.Workflows.Tests.Expressions;

public sealed class ObjectConversionTests
{
    [Theory]
    [InlineData("5", typeof(int), "5")]
    [InlineData("", typeof(int), null)]
    [InlineData(2.7, typeof(int), "3")]
    [InlineData("true", typeof(bool), "True")]
    [InlineData("True", typeof(bool), "True")]
    [InlineData(1, typeof(bool), "True")]
    [InlineData("", typeof(bool), null)]
    [InlineData("00:00:05", typeof(TimeSpan), "00:00:05")]
    [InlineData("5", typeof(TimeSpan), "5.00:00:00")]
    [InlineData("Monday", typeof(DayOfWeek), "Monday")]
    [InlineData("1", typeof(DayOfWeek), "Monday")]
    [InlineData(1, typeof(DayOfWeek), "Monday")]
    [InlineData(new[] { 1, 2 }, typeof(string), "Int32[] Array")]
    [InlineData(new[] { "a", "<" }, typeof(string), "[\"a\",\"\\u003C\"]")]
    public void Convert_Strict_GivesTheValueElsaGives(object value, Type type, string? expected)
    {
        var converted = ObjectConversion.Convert(value, type, strict: true);

        var text = converted is null ? null : Convert.ToString(converted, CultureInfo.InvariantCulture);
        Assert.Equal(expected, text);
    }

    [Theory]
    [InlineData("2.7", typeof(int))]
    [InlineData("abc", typeof(int))]
    [InlineData("yes", typeof(bool))]
    [InlineData("PT5S", typeof(TimeSpan))]
    [InlineData("monday", typeof(DayOfWeek))]
    public void Convert_StrictAndImpossible_Throws(object value, Type type) =>
        Assert.ThrowsAny<Exception>(() => ObjectConversion.Convert(value, type, strict: true));

    [Fact]
    public void Convert_DecimalToAName_IsImpossible() => Assert.ThrowsAny<Exception>(() =>
        ObjectConversion.Convert(1m, typeof(DayOfWeek), strict: true));

    [Fact]
    public void Convert_DateWithoutTime_ToTextLeavesTheTimeOut() => Assert.Equal(
        "2026-01-05 +00:00",
        ObjectConversion.Convert(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero), typeof(string), true));

    [Fact]
    public void Convert_LenientAndImpossible_GivesTheDefault() =>
        Assert.Equal(0, ObjectConversion.Convert("abc", typeof(int), strict: false));

    [Fact]
    public void Convert_ArrayOfNumbers_ConvertsItemWise() =>
        Assert.Equal(
            [1, 2],
            (List<int>)ObjectConversion.Convert(new object[] { 1.0, "2" }, typeof(ICollection<int>), true)!);

    [Fact]
    public void Convert_JsonText_BecomesTheObject() =>
        Assert.Equal(7, ((Sample)ObjectConversion.Convert("""{"number":7}""", typeof(Sample), true)!).Number);

    private sealed record Sample(int Number);
}

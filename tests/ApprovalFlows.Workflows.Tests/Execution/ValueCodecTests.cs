using System.Dynamic;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions.Helpers;

namespace ApprovalFlows.Workflows.Tests.Execution;

public sealed class ValueCodecTests
{
    public static TheoryData<object> Values() =>
    [
        "text", true, 5, 5L, 2.5m, 0.1, Guid.Empty, TimeSpan.FromHours(30),
        new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(8)), new DateOnly(2026, 2, 28),
        new[] { 1, 2 }, new List<string> { "a" }, System.Net.HttpStatusCode.Accepted,
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void Decode_WhatWasEncoded_IsEqualAndOfTheSameType(object value)
    {
        var json = ValueCodec.Encode(value)!.ToJsonString();

        var back = ValueCodec.Decode(JsonNode.Parse(json));

        Assert.Equal(value, back);
        Assert.Equal(value.GetType(), back!.GetType());
    }

    [Fact]
    public void Decode_NestedObjects_KeepTheirKinds()
    {
        var value = PlainJson.Parse("""{"a":[1,"x",{"b":null}],"$t":"Int32"}""");

        var back = ValueCodec.Decode(JsonNode.Parse(ValueCodec.Encode(value)!.ToJsonString()));

        Assert.IsType<ExpandoObject>(back);
        Assert.Equal(PlainJson.Write(value), PlainJson.Write(back));
    }

    [Fact]
    public void Decode_UnknownAlias_IsPlainData()
    {
        var back = ValueCodec.Decode(JsonNode.Parse("""{"$t":"System.IO.FileInfo","$v":{"path":"/"}}"""));

        Assert.IsType<ExpandoObject>(back);
    }
}
